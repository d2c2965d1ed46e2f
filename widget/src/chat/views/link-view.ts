import type { Chat, Conversation, LinkedChannel } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement } from '../chat-element.ts';
import { errorText } from '../error-text.ts';
import { viewIcon } from './view-icon.ts';
import { safeHref } from '../safe-href.ts';

const CHANNEL = 'telegram';
type Link = Awaited<ReturnType<Chat['createLink']>>;

/** Continue in Telegram: a link for this device, a code for another one, and who is linked. */
export class LinkView extends ChatElement {
  static override properties = ['chat', 'conversation', 'link', 'left', 'code', 'problem', 'asking'];

  #clock: ReturnType<typeof setInterval> | undefined;

  declare link: Link | undefined;
  /** Seconds until the link expires. */
  declare left: number;
  /** Drawn apart from the rest, because its library weighs more than all of this. */
  declare code: SVGSVGElement | undefined;
  declare problem: string | undefined;
  /** Whether to unlink has been asked and not been answered. */
  declare asking: boolean;
  declare chat: Chat;
  declare conversation: Conversation | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#linked) void this.#create();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  get #linked(): LinkedChannel | undefined {
    return this.conversation?.channels.find(({ channel }) => channel === CHANNEL);
  }

  async #create(): Promise<void> {
    this.problem = undefined;
    clearInterval(this.#clock);
    try {
      const [link, { createQrCode }] = await Promise.all([this.chat.createLink(CHANNEL), import('./qr-code.ts')]);
      this.link = link;
      this.code = createQrCode(link.url, this.texts.t('link.code'));
      this.#tick();
      if (this.isConnected) this.#clock = setInterval(() => this.#tick(), 1000);
    } catch (cause) {
      this.problem = errorText(cause, this.texts.t);
    }
  }

  #tick(): void {
    this.left = Math.max(0, Math.round((Date.parse(this.link!.expiresAt) - Date.now()) / 1000));
    if (!this.left) clearInterval(this.#clock);
  }

  async #unlink(): Promise<void> {
    try {
      await this.chat.removeLink(CHANNEL);
      this.asking = false;
      await this.#create();
    } catch (cause) {
      this.problem = errorText(cause, this.texts.t);
    }
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const linked = this.#linked;
    return html`${linked ? this.#renderLinked(linked) : this.#renderOffer()}
    ${
      this.problem
        ? html`<p class="problem" role="alert">${this.problem}</p>
            ${linked ? nothing : html`<button class="button quiet" @click=${this.#create}>${t('link.renew')}</button>`}`
        : nothing
    }`;
  }

  #renderOffer(): TemplateResult {
    const { t } = this.texts;
    const { link } = this;
    const href = link && safeHref(link.url);
    const live = href && this.left > 0;
    return html`<p>${t('link.text')}</p>
      <div class="qr ${live ? '' : 'stale'}">${this.code ?? nothing}</div>
      ${
        live
          ? html`<p class="fine">${t('link.scan')}</p>
              <a class="button" href=${href} target="_blank" rel="noopener noreferrer"
                >${viewIcon('plane')}${t('link.open')}</a
              >
              <p class="fine">${t('link.expires', { time: minutes(this.left) })}</p>`
          : nothing
      }
      ${
        link && !live
          ? html`<p role="status">${t('link.expired')}</p>
              <button class="button" @click=${this.#create}>${t('link.renew')}</button>`
          : nothing
      }`;
  }

  #renderLinked({ name }: LinkedChannel): TemplateResult {
    const { t } = this.texts;
    return html`<p class="linked" role="status">${viewIcon('check')}<strong>${t('link.linked', { name })}</strong></p>
      <p>${t('link.linkedText')}</p>
      ${
        this.asking
          ? html`<p>${t('link.unlinkQuestion')}</p>
              <div class="actions">
                <button class="button danger" @click=${this.#unlink}>${t('link.unlinkConfirm')}</button>
                <button class="button quiet" @click=${() => (this.asking = false)}>${t('link.cancel')}</button>
              </div>`
          : html`<button class="button quiet" @click=${() => (this.asking = true)}>${t('link.unlink')}</button>`
      }`;
  }
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

LinkView.define('agent-chat-link-view');
