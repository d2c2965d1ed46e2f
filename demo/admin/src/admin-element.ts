import { LitElement } from 'lit';
import { whenLanguageChanges } from './state/words.ts';

/** Part of the console. All render into the page itself: one style sheet, labels that may refer to each other. */
export class AdminElement extends LitElement {
  #ends: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(whenLanguageChanges(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ends.forEach((end) => end());
    this.#ends = [];
  }

  /** Called when the element leaves the page. */
  protected until(...ends: (() => void)[]): void {
    this.#ends.push(...ends);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
