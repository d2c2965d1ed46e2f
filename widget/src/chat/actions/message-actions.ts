import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Feedback } from '@agent-chat/sdk';
import type { Row } from '../chat-message.ts';
import type { ChatPanel } from '../chat-panel.ts';
import { drawing } from '../icon.ts';
import { LaterElement } from '../later-element.ts';
import { actionsStyles } from '../styles/actions-styles.ts';
import { isReading, stopReadingAloud } from '../voice/read-aloud.ts';
import { actions } from './actions.ts';
import type { MessageAction } from './message-action.ts';
import type { WidgetKey } from '../../../../locales/keys.d.ts';

const MAX_COMMENT = 1000;
const sheet = new CSSStyleSheet();
sheet.replaceSync(actionsStyles);

/** What can be done with an answer. */
export class MessageActionsElement extends LaterElement {
  static override properties = ['row', 'pending', 'commenting', 'told'];

  declare row: Row;
  /** The button that stood in its place was pressed: the focus goes on from there. */
  declare entered: boolean;
  /** What was pressed, until the server tells it back. */
  declare pending: Feedback | 'none' | undefined;
  declare commenting: boolean;
  /** The key of what was done last. */
  declare told: WidgetKey | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(sheet);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Still in its panel: the whole chat has left the page, and not only this row the log.
    if (this.panel && isReading(this.row.message.id)) stopReadingAloud();
  }

  get rating(): Feedback | undefined {
    const { pending } = this;
    return pending === 'none' ? undefined : (pending ?? this.row.message.feedback);
  }

  get host(): Element {
    return (this.getRootNode() as ShadowRoot).host;
  }

  get panel(): ChatPanel | null {
    return this.closest('agent-chat-panel, agent-chat-in-page');
  }

  protected override didDraw(): void {
    if (this.pending === (this.row.message.feedback ?? 'none')) this.pending = undefined;
    const first = this.querySelector('button');
    if (!this.entered || !first) return;
    this.entered = false;
    first.focus();
  }

  /** Says what was done, to the eye and to the ear. */
  tell(key: WidgetKey): void {
    this.told = key;
    if (this.panel) this.panel.spoken = this.texts.t(key);
  }

  refresh(): void {
    this.redraw();
  }

  async rate(rating: Feedback | 'none', comment?: string): Promise<void> {
    const { id } = this.row.message;
    this.told = undefined;
    this.pending = rating;
    this.commenting = rating === 'down' && comment === undefined;
    this.request({
      type: 'ask',
      ask: async (chat) => {
        try {
          await chat.giveFeedback(id, rating, comment);
          if (rating !== 'none' && !this.commenting) this.tell('action.thanks');
        } catch (cause) {
          this.pending = undefined;
          this.commenting = false;
          throw cause;
        }
      },
    });
    if (!this.commenting) return;
    await this.drawn;
    this.querySelector('textarea')?.focus();
  }

  #onComment(event: SubmitEvent): void {
    event.preventDefault();
    const comment = this.querySelector('textarea')!.value.trim();
    if (comment) void this.rate('down', comment);
    else this.commenting = false;
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.commenting) return;
    event.stopPropagation();
    this.commenting = false;
  }

  protected override renderWorded(): TemplateResult {
    const { t } = this.texts;
    const site = this.panel?.state.site;
    const fitting = actions.filter(({ fits }) => fits?.(site) ?? true);
    return html`<span class="acts" part="actions" role="group" aria-label=${t('action.label')}>
        ${fitting.map((action) => this.#renderAction(action))}
      </span>
      ${this.told ? html`<span class="told">${t(this.told)}</span>` : nothing}
      ${this.commenting ? this.#renderComment() : nothing}`;
  }

  #renderAction(action: MessageAction): TemplateResult {
    const { name, icon } = action;
    const pressed = action.pressed?.(this);
    const label = this.texts.t(`action.${name}`);
    return html`<button
      class="act"
      part="action"
      aria-label=${label}
      title=${label}
      aria-pressed=${pressed === undefined ? nothing : String(pressed)}
      @click=${() => void action.run(this)}
    >
      ${drawing(name, icon)}
    </button>`;
  }

  #renderComment(): TemplateResult {
    const { t } = this.texts;
    return html`<form class="comment" part="comment" @submit=${this.#onComment} @keydown=${this.#onKeydown}>
      <textarea
        rows="2"
        maxlength=${MAX_COMMENT}
        aria-label=${t('action.comment')}
        placeholder=${t('action.comment')}
      ></textarea>
      <button class="link">${t('action.send')}</button>
      <button type="button" class="link" @click=${() => (this.commenting = false)}>${t('action.skip')}</button>
    </form>`;
  }
}

MessageActionsElement.define('agent-chat-actions');
