import { noChange, type nothing, type TemplateResult } from 'lit/html.js';
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

  /** In another language it stays as it is until that one's words are there: what is typed and what has the focus would go with it. */
  protected override render(): TemplateResult | typeof nothing | typeof noChange {
    return this.#worded === this.texts ? this.renderWorded() : noChange;
  }

  protected abstract renderWorded(): TemplateResult | typeof nothing;
}
