import type { Chat, ChatState } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { LaterElement } from '../later-element.ts';
import type { ViewName } from '../chat-request-event.ts';
import { viewIcon, type ViewIconName } from './view-icon.ts';
import './alerts-view.ts';
import { renderHelp } from './help-view.ts';
import './link-view.ts';
import './memory-view.ts';
import { viewsStyles } from '../styles/views-styles.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(viewsStyles);

/** The menu, and what opens from it over the log. */
export class ChatViews extends LaterElement {
  static override properties = ['chat', 'state', 'view'];

  declare chat: Chat;
  declare state: ChatState;
  declare view: ViewName;

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(sheet);
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
    if (this.view === 'menu') return this.#renderMenu();
    const { t } = this.texts;
    const titles = {
      link: 'link.title',
      memory: 'memory.title',
      language: 'language.title',
      new: 'new.title',
      alerts: 'alerts.title',
      help: 'help.title',
    } as const;
    return html`<section class="view" part="view" aria-label=${t(titles[this.view])}>
      <div class="view-head">
        <button class="icon" aria-label=${t('panel.back')} @click=${() => this.#show(undefined)}>
          ${viewIcon('back')}
        </button>
        <h3>${t(titles[this.view])}</h3>
      </div>
      <div class="view-body" tabindex=${this.view === 'help' ? 0 : -1}>${this.#renderView()}</div>
    </section>`;
  }

  #renderView(): TemplateResult {
    switch (this.view) {
      case 'link':
        return html`<agent-chat-link-view
          .chat=${this.chat}
          .texts=${this.texts}
          .conversation=${this.state.conversation}
        ></agent-chat-link-view>`;
      case 'memory':
        return html`<agent-chat-memory-view .chat=${this.chat} .texts=${this.texts}></agent-chat-memory-view>`;
      case 'alerts':
        return html`<agent-chat-alerts-view .texts=${this.texts} .site=${this.state.site}></agent-chat-alerts-view>`;
      case 'help':
        return renderHelp(this.texts);
      case 'language':
        return this.#renderLanguages();
      default:
        return this.#renderNew();
    }
  }

  #renderMenu(): TemplateResult {
    const { t } = this.texts;
    const { site } = this.state;
    return html`<ul class="menu" aria-label=${t('menu.label')}>
      ${site?.channels.includes('telegram') ? this.#renderItem('link', 'plane', t('views.link')) : nothing}
      ${this.#renderItem('memory', 'memory', t('views.memory'))}
      ${(site?.locales.length ?? 0) > 1 ? this.#renderItem('language', 'globe', t('views.language')) : nothing}
      ${this.#renderItem('new', 'plus', t('views.new'))}
      ${
        site?.features?.sound === false && !site.features.notifications
          ? nothing
          : this.#renderItem('alerts', 'bell', t('views.alerts'))
      }
      ${this.#renderItem('help', 'help', t('views.help'))}
    </ul>`;
  }

  #renderItem(view: ViewName, picture: ViewIconName, label: string): TemplateResult {
    return html`<li>
      <button @click=${() => this.#show(view)}>${viewIcon(picture)}<span>${label}</span></button>
    </li>`;
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

/** A language as its speakers call it. */
function ownName(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

ChatViews.define('agent-chat-views');
