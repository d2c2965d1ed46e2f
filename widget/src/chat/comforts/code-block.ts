import type { ChatElement } from '../chat-element.ts';
import { codeBlockStyles } from '../styles/code-block-styles.ts';
import { copyText } from './copy-text.ts';
import type { WidgetKey } from '../../../../locales/keys.d.ts';

/** Milliseconds that the button says that it has copied. */
const SAID = 2000;

const sheet = new CSSStyleSheet();
sheet.replaceSync(codeBlockStyles);

/** Around the code of a message: a button that copies. It stands in a shadow root, because what is inside belongs to the Markdown that grows. */
export class CodeBlockElement extends HTMLElement {
  #button: HTMLButtonElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const button = (this.#button = document.createElement('button'));
    button.type = 'button';
    button.onclick = () => void this.#copy();
    root.append(document.createElement('slot'), button);
    void this.#word('code.copy');
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  async #copy(): Promise<void> {
    const isCopied = await copyText(this.querySelector('code')?.textContent ?? '');
    await this.#word(isCopied ? 'code.copied' : 'code.refused');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#word('code.copy'), SAID);
  }

  async #word(key: WidgetKey): Promise<void> {
    const texts = this.closest<ChatElement>('agent-chat-message')?.texts;
    await texts?.more();
    if (texts) this.#button!.textContent = texts.t(key);
  }
}

if (!customElements.get('agent-chat-code')) customElements.define('agent-chat-code', CodeBlockElement);
