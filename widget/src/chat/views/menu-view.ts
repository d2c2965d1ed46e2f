import type { ChatState } from '@agent-chat/sdk';
import { html, type TemplateResult } from 'lit/html.js';
import { ChatElement } from '../chat-element.ts';
import type { ViewName } from '../chat-request-event.ts';
import { viewIcon, type ViewIconName } from './view-icon.ts';

/** In order. `applies`: only where there is something to it. */
const ITEMS: { view: Exclude<ViewName, 'menu'>; icon: ViewIconName; applies?(state: ChatState): boolean }[] = [
  { view: 'link', icon: 'plane', applies: ({ site }) => site?.channels.includes('telegram') ?? false },
  { view: 'earlier', icon: 'earlier' },
  { view: 'memory', icon: 'memory' },
  { view: 'language', icon: 'globe', applies: ({ site }) => (site?.locales.length ?? 0) > 1 },
  { view: 'transcript', icon: 'download', applies: hasSpoken },
  { view: 'end', icon: 'end', applies: (state) => hasSpoken(state) && state.conversation?.status === 'open' },
  { view: 'new', icon: 'plus' },
  { view: 'alerts', icon: 'bell', applies: hasAlerts },
  { view: 'help', icon: 'help' },
];

/** By the pattern of a menu button: https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ */
export class MenuView extends ChatElement {
  static override properties = ['state'];

  #entered = false;

  declare state: ChatState;

  protected override didDraw(): void {
    if (this.#entered) return;
    this.#entered = true;
    this.#items[0]?.focus();
  }

  get #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Tab') return this.request({ type: 'show', view: undefined });
    const items = this.#items;
    const at = items.findIndex((item) => item === (this.getRootNode() as ShadowRoot).activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items[next % items.length]?.focus();
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const items = ITEMS.filter(({ applies }) => applies?.(this.state) ?? true);
    return html`<ul class="menu" part="menu" role="menu" aria-label=${t('menu.label')} @keydown=${this.#onKeydown}>
      ${items.map(
        ({ view, icon }) =>
          html`<li role="none">
            <button
              role="menuitem"
              tabindex="-1"
              data-view=${view}
              @click=${() => this.request({ type: 'show', view })}
            >
              ${viewIcon(icon)}<span>${t(`views.${view}`)}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }
}

function hasAlerts({ site }: ChatState): boolean {
  return site?.features?.sound !== false || site.features.notifications === true;
}

function hasSpoken({ messages }: ChatState): boolean {
  return messages.some(({ role }) => role === 'visitor');
}

MenuView.define('agent-chat-menu');
