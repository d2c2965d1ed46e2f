import type { Chat, ChatState } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { LaterElement } from '../later-element.ts';
import type { ViewName } from '../chat-request-event.ts';
import { isLocale } from '../page-side/is-locale.ts';
import { viewIcon } from './view-icon.ts';
import './alerts-view.ts';
import './earlier-view.ts';
import './end-view.ts';
import { renderHelp } from './help-view.ts';
import './link-view.ts';
import './memory-view.ts';
import './menu-view.ts';
import './transcript-view.ts';
import { viewsSheet } from './views-sheet.ts';

/** The menu, and what opens from it over the log. */
export class ChatViews extends LaterElement {
  static override properties = ['chat', 'state', 'view'];

  declare chat: Chat;
  declare state: ChatState;
  declare view: ViewName;

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(viewsSheet);
    document.addEventListener('pointerdown', this.#onPress, true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#onPress, true);
  }

  /** A press anywhere else puts the menu away; its own button toggles it. */
  #onPress = (event: Event): void => {
    if (this.view !== 'menu') return;
    const path = event.composedPath();
    const inside = path.some((node) => node === this || (node instanceof Element && node.matches('.menu-button')));
    if (!inside) this.#show(undefined);
  };

  #show(view: ViewName | undefined): void {
    this.request({ type: 'show', view });
  }

  protected override renderWorded(): TemplateResult {
    if (this.view === 'menu') {
      return html`<agent-chat-menu .state=${this.state} .texts=${this.texts}></agent-chat-menu>`;
    }
    const { t } = this.texts;
    const title = t(`views.${this.view}`);
    return html`<section class="view" part="view" aria-label=${title}>
      <div class="view-head">
        <button class="icon" aria-label=${t('panel.back')} @click=${() => this.#show(undefined)}>
          ${viewIcon('back')}
        </button>
        <h3>${title}</h3>
      </div>
      <div class="view-body" tabindex=${this.view === 'help' ? 0 : -1}>${this.#renderView()}</div>
    </section>`;
  }

  #renderView(): TemplateResult {
    const { chat, texts } = this;
    const { conversation } = this.state;
    switch (this.view) {
      case 'link':
        return html`<agent-chat-link-view
          .chat=${chat}
          .texts=${texts}
          .conversation=${conversation}
        ></agent-chat-link-view>`;
      case 'earlier':
        return html`<agent-chat-earlier
          .chat=${chat}
          .texts=${texts}
          .current=${conversation?.id}
        ></agent-chat-earlier>`;
      case 'memory':
        return html`<agent-chat-memory-view .chat=${chat} .texts=${texts}></agent-chat-memory-view>`;
      case 'transcript':
        return html`<agent-chat-transcript .chat=${chat} .texts=${texts}></agent-chat-transcript>`;
      case 'end':
        return html`<agent-chat-end .chat=${chat} .texts=${texts}></agent-chat-end>`;
      case 'alerts':
        return html`<agent-chat-alerts-view .texts=${texts} .site=${this.state.site}></agent-chat-alerts-view>`;
      case 'help':
        return renderHelp(texts);
      case 'language':
        return this.#renderLanguages();
      default:
        return this.#renderNew();
    }
  }

  #renderLanguages(): TemplateResult {
    const current = this.state.conversation?.locale ?? this.texts.locale;
    return html`<ul class="options">
      ${this.state.site?.locales.map(
        (locale) =>
          html`<li>
            <button
              lang=${locale}
              aria-pressed=${locale === current}
              @click=${() => this.request({ type: 'locale', locale })}
            >
              <span>${ownName(locale)}</span>${locale === current ? viewIcon('check') : nothing}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #renderNew(): TemplateResult {
    const { t } = this.texts;
    return html`<p>${t('new.text')}</p>
      <div class="actions">
        <button class="button" @click=${() => this.request({ type: 'new' })}>${t('new.confirm')}</button>
        <button class="button quiet" @click=${() => this.#show(undefined)}>${t('new.cancel')}</button>
      </div>`;
  }
}

/** A language as its speakers call it; what is no language is called what it is. */
function ownName(locale: string): string {
  if (!isLocale(locale)) return locale;
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

ChatViews.define('agent-chat-views');
