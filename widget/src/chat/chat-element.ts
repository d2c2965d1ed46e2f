import { render, type noChange, type nothing, type TemplateResult } from 'lit/html.js';
import { ChatRequestEvent, type ChatRequest } from './chat-request-event.ts';
import type { Texts } from './texts/texts.ts';

/** Properties that have been assigned since the last drawing, with what they were then. */
export type Changes = Map<string, unknown>;

/**
 * Part of the panel, drawn by Lit's templates. All parts render into the one shadow root of `<agent-chat>`: one style sheet, `::part` without
 * export lists, labels that may refer to each other. Lit's own base class brings attributes, converters and styles, which no part
 * has, and weighs three times as much.
 */
export abstract class ChatElement extends HTMLElement {
  /** Assigning another value to one of these draws the element anew, once for all that is assigned in one go. */
  static properties: string[] = [];

  #values: Record<string, unknown> = {};
  #changes: Changes = new Map();
  #drawing: Promise<void> | undefined;

  declare texts: Texts;

  constructor() {
    super();
    // What was assigned before the element was defined would hide its properties.
    for (const [property, value] of Object.entries(this)) {
      if (!(property in this.constructor.prototype)) continue;
      delete this[property as keyof this];
      this[property as keyof this] = value;
    }
  }

  /** Another version of the widget may stand on the same page: the first one stays. */
  static define(name: string): void {
    if (customElements.get(name)) return;
    for (const property of ['texts', ...this.properties]) {
      Object.defineProperty(this.prototype, property, {
        get(this: ChatElement) {
          return this.#values[property];
        },
        set(this: ChatElement, value: unknown) {
          this.#assign(property, value);
        },
      });
    }
    customElements.define(name, this as unknown as CustomElementConstructor);
  }

  connectedCallback(): void {
    this.#takeEarly();
    this.#schedule();
  }

  disconnectedCallback(): void {}

  /** When everything assigned so far is drawn. */
  get drawn(): Promise<void> {
    return Promise.resolve(this.#drawing);
  }

  /** For whoever has to measure what it has assigned. */
  drawNow(): void {
    if (this.#drawing) this.#draw();
  }

  /** What is assigned here is part of the drawing that follows. */
  protected willDraw(_changes: Changes): void {}
  protected abstract render(): TemplateResult | typeof nothing | typeof noChange;
  protected didDraw(_changes: Changes): void {}

  /** Adds a style sheet of what is loaded later to the root that all parts share. */
  adopt(sheet: CSSStyleSheet): void {
    const root = this.getRootNode() as ShadowRoot;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }

  protected request(request: ChatRequest): void {
    this.dispatchEvent(new ChatRequestEvent(request));
  }

  protected redraw(): void {
    if (this.isConnected) this.#schedule();
  }

  /** What was assigned before the element was defined stands in the way of its properties. */
  #takeEarly(): void {
    for (const [property, value] of Object.entries(this)) {
      if (!(property in Object.getPrototypeOf(this))) continue;
      delete (this as Record<string, unknown>)[property];
      (this as Record<string, unknown>)[property] = value;
    }
  }

  #assign(property: string, value: unknown): void {
    const before = this.#values[property];
    if (before === value) return;
    if (!this.#changes.has(property)) this.#changes.set(property, before);
    this.#values[property] = value;
    this.redraw();
  }

  #schedule(): void {
    this.#drawing ??= Promise.resolve().then(() => this.drawNow());
  }

  /** What one message of a broken server cannot show must take neither the rest of the chat nor the page with it. */
  #draw(): void {
    const changes = this.#changes;
    try {
      this.#prepare(changes);
      render(this.render(), this, { host: this });
      this.didDraw(changes);
    } catch (cause) {
      console.warn('<agent-chat>: a part of the chat cannot be drawn', cause);
    }
  }

  #prepare(changes: Changes): void {
    try {
      this.willDraw(changes);
    } finally {
      this.#changes = new Map();
      this.#drawing = undefined;
    }
  }
}
