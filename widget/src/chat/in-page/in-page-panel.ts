import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { AgentChat } from '../../agent-chat.ts';
import { ChatPanel } from '../chat-panel.ts';
import { inPageStyles } from '../styles/in-page-styles.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(inPageStyles);

/** The chat as a part of the page and no dialog over it: in a box of the page (`mode="inline"`), or all of it (`mode="page"`). */
export class InPagePanel extends ChatPanel {
  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(sheet);
    visualViewport?.addEventListener('resize', this.#keepInView);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    visualViewport?.removeEventListener('resize', this.#keepInView);
  }

  get #host(): AgentChat {
    return (this.getRootNode() as ShadowRoot).host as AgentChat;
  }

  get #fills(): boolean {
    return this.#host.mode === 'page';
  }

  /** An on-screen keyboard has come: a box in the page may lie behind it. */
  #keepInView = (): void => {
    if (!this.#fills && this.matches(':focus-within')) this.querySelector('form')?.scrollIntoView({ block: 'nearest' });
  };

  /** Only a page that is nothing but the chat may take the focus by itself. */
  protected override show(): void {
    if (this.open && this.#fills && document.activeElement === document.body) this.focusComposer();
  }

  protected override onKeydown(event: KeyboardEvent): void {
    if (this.view) super.onKeydown(event);
  }

  protected override renderFrame(content: TemplateResult): TemplateResult {
    const { locale, direction } = this.texts;
    return html`<section
      part="panel"
      class="panel"
      lang=${locale}
      dir=${direction}
      aria-label=${this.label}
      tabindex="-1"
      ?hidden=${!this.open}
      @keydown=${this.onKeydown}
    >
      ${content}
    </section>`;
  }

  protected override renderClose(): typeof nothing {
    return nothing;
  }
}

InPagePanel.define('agent-chat-in-page');
