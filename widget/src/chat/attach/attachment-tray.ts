import { MAX_FILES, type Chat, type UploadRules, type UploadSource } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { AgentChat } from '../../agent-chat.ts';
import type { ChatComposer } from '../chat-composer.ts';
import { LaterElement } from '../later-element.ts';
import { attachSheet } from '../styles/attach-sheet.ts';
import { renderAttachment, whyFailed, type AttachmentPlace } from './attachment-item.ts';
import { AttachmentList, type Attachment } from './attachment-list.ts';
import { refusal } from './file-rules.ts';
import type { WidgetKey } from '../../../../locales/keys.d.ts';

export interface AddOptions {
  /** Seconds, of a recording. */
  duration?: number;
  /** Goes out as soon as it is uploaded, with what stands in the composer. */
  isSent?: boolean;
}

export interface TrayPlace {
  host: AgentChat;
  chat: Chat;
  composer: ChatComposer;
}

/** What goes out with the next message, above the composer. Sending waits until all of it is with the server. */
export class AttachmentTray extends LaterElement {
  static override properties = ['said', 'problem', 'dragging'];

  #place: TrayPlace;
  #list: AttachmentList;
  #ends: AbortController | undefined;
  /** The visitor has sent the message, which waits for its files. */
  #isSending = false;

  /** The latest news, for the screen reader alone: it is seen in the list. */
  declare said: string;
  /** What one has to know, until the next step. */
  declare problem: string;
  /** A file is held over the panel. */
  declare dragging: boolean;

  constructor(place: TrayPlace) {
    super();
    this.#place = place;
    this.#list = new AttachmentList(place.chat, (settled) => this.#onChange(settled));
    this.texts = place.composer.texts;
    this.said = '';
    this.problem = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(attachSheet);
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    const { composer } = this.#place;
    // Before the composer sees it.
    composer.addEventListener('submit', (event) => this.#onSubmit(event), { signal, capture: true });
    composer.addEventListener('chat-request', ({ request }) => request.type === 'send' && this.#clear(), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ends?.abort();
    this.#list.clear();
  }

  /** Uploads what the site takes and says why of the rest. */
  add(sources: Iterable<UploadSource>, options: AddOptions = {}): void {
    const { composer, chat } = this.#place;
    const rules = chat.state.site?.uploads;
    this.texts = composer.texts;
    composer.focus();
    if (!rules) return;
    this.problem = '';
    void this.texts.more().then(() => this.#take(sources, rules, options));
  }

  #take(sources: Iterable<UploadSource>, rules: UploadRules, { duration, isSent }: AddOptions): void {
    for (const source of sources) {
      const isFull = this.#list.items.length >= MAX_FILES;
      const problem = isFull
        ? this.texts.t('attach.tooMany', { count: MAX_FILES })
        : refusal(source, rules, this.texts);
      if (problem) this.problem = problem;
      else this.#list.add(source, duration);
    }
    if (isSent && !this.problem) this.#send();
  }

  /** Says what went wrong elsewhere: a key of the texts. */
  explain(key: WidgetKey): void {
    const texts = (this.texts = this.#place.composer.texts);
    void texts.more().then(() => (this.problem = texts.t(key)));
  }

  #send(): void {
    this.#place.composer.querySelector('form')!.requestSubmit();
  }

  #onChange(settled?: Attachment): void {
    const list = this.#list;
    const { t } = this.texts;
    this.#place.composer.files = list.items.length > 0 ? list.files : undefined;
    if (settled?.file) this.said = t('attach.ready', { name: settled.name });
    if (settled?.problem) this.said = t('attach.failed', { name: settled.name, why: whyFailed(settled, t) });
    if (this.#isSending && !list.has('running')) {
      this.#isSending = false;
      if (!list.has('failed')) this.#send();
    }
    this.redraw();
  }

  #onSubmit(event: Event): void {
    const isWaiting = this.#list.has('running');
    if (!isWaiting && !this.#list.has('failed')) return;
    event.preventDefault();
    event.stopPropagation();
    this.#isSending = isWaiting;
    this.problem = this.texts.t(isWaiting ? 'attach.waiting' : 'attach.unsent');
  }

  get #itemPlace(): AttachmentPlace {
    return {
      texts: this.texts,
      server: this.#place.host.server,
      remove: (item) => this.#remove(item),
      retry: (item) => this.#list.retry(item),
    };
  }

  #clear(): void {
    this.#list.clear();
    this.problem = '';
  }

  #remove(item: Attachment): void {
    this.#list.remove(item);
    this.problem = '';
    this.#place.composer.focus();
  }

  protected override renderWorded(): TemplateResult {
    const { t } = this.texts;
    const { items } = this.#list;
    return html`${
        items.length > 0
          ? html`<ul class="attachments" part="attachments" aria-label=${t('attach.label')}>
              ${items.map((item) => renderAttachment(item, this.#itemPlace))}
            </ul>`
          : nothing
      }
      <p class=${this.problem ? 'attach-said' : 'hidden'} role="status">${this.problem}</p>
      <p class="hidden" role="status">${this.said}</p>
      ${this.dragging ? html`<div class="drop-zone" part="drop-zone">${t('attach.drop')}</div>` : nothing}`;
  }
}

AttachmentTray.define('agent-chat-attachments');
