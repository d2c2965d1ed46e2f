import { nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement, type Changes } from './chat-element.ts';
import type { Texts } from './texts/texts.ts';

/** A part that is fetched with its words when it is first needed: nothing is drawn before they are there. */
export abstract class LaterElement extends ChatElement {
  #asked: Texts | undefined;
  #worded: Texts | undefined;

  constructor() {
    super();
    // What was assigned before it was fetched would hide the accessors.
    for (const [name, value] of Object.entries(this)) {
      delete (this as Record<string, unknown>)[name];
      Object.assign(this, { [name]: value });
    }
  }

  protected override willDraw(_changes: Changes): void {
    const { texts } = this;
    if (texts === this.#asked) return;
    this.#asked = texts;
    void texts.more().then(() => {
      if (texts !== this.texts) return;
      this.#worded = texts;
      this.redraw();
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.#worded === this.texts ? this.renderWorded() : nothing;
  }

  protected abstract renderWorded(): TemplateResult | typeof nothing;
}
