import { fileUrl, MAX_FILES, type Chat, type UploadRules, type UploadSource } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { AgentChat } from '../../agent-chat.ts';
import { fileSize } from '../blocks/files/file-size.ts';
import type { ChatComposer } from '../chat-composer.ts';
import { errorText } from '../error-text.ts';
import { drawing } from '../icon.ts';
import { LaterElement } from '../later-element.ts';
import { attachSheet } from '../styles/attach-sheet.ts';
import { AttachmentList, stateOf, type Attachment } from './attachment-list.ts';
import { refusal } from './file-rules.ts';

const AGAIN = 'M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4';
const PAGE = 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5';
/** The server would refuse the same file again. */
const FINAL = new Set<string | undefined>(['TOO_LARGE', 'UNSUPPORTED', 'BAD_REQUEST']);

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
  explain(key: string): void {
    const texts = (this.texts = this.#place.composer.texts);
    void texts.more().then(() => (this.problem = texts.t(key)));
  }

  #send(): void {
    this.#place.composer.querySelector('form')!.requestSubmit();
  }

  #onChange(settled?: Attachment): void {
    const list = this.#list;
    this.#place.composer.files = list.items.length > 0 ? list.files : undefined;
    if (settled?.file) this.said = this.texts.t('attach.ready', { name: settled.name });
    if (settled?.problem) this.said = this.texts.t('attach.failed', { name: settled.name, why: this.#why(settled) });
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

  #why(item: Attachment): string {
    const { t } = this.texts;
    const own = `attach.error.${codeOf(item)}`;
    return t(own) === own ? errorText(item.problem, t) : t(own);
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
              ${items.map((item) => this.#renderItem(item))}
            </ul>`
          : nothing
      }
      <p class=${this.problem ? 'attach-said' : 'hidden'} role="status">${this.problem}</p>
      <p class="hidden" role="status">${this.said}</p>
      ${this.dragging ? html`<div class="drop-zone" part="drop-zone">${t('attach.drop')}</div>` : nothing}`;
  }

  #renderItem(item: Attachment): TemplateResult {
    const { t } = this.texts;
    const { name, progress } = item;
    const state = stateOf(item);
    return html`<li class="attachment ${state}" part="attachment">
      ${this.#renderPicture(item)}
      <div class="attachment-words">
        <bdi class="attachment-name">${name}</bdi>
        ${
          state === 'running'
            ? html`<progress value=${progress} aria-label=${t('attach.progress', { name })}></progress>`
            : html`<span class="attachment-state">${this.#describe(item)}</span>`
        }
      </div>
      ${state === 'failed' && !FINAL.has(codeOf(item)) ? this.#renderRetry(item) : nothing}
      <button
        type="button"
        class="attachment-button drawn cross"
        aria-label=${t(state === 'running' ? 'attach.cancel' : 'attach.remove', { name })}
        @click=${() => this.#remove(item)}
      ></button>
    </li>`;
  }

  #renderRetry(item: Attachment): TemplateResult {
    return html`<button
      type="button"
      class="attachment-button"
      aria-label=${this.texts.t('attach.retry', { name: item.name })}
      @click=${() => this.#list.retry(item)}
    >
      ${drawing('again', AGAIN)}
    </button>`;
  }

  #renderPicture({ file }: Attachment): TemplateResult {
    const address = file?.type.startsWith('image/') && fileUrl(this.#place.host.server, file);
    return html`<span class="attachment-picture">
      ${address ? html`<img src=${address} alt="" />` : drawing('file', PAGE)}
    </span>`;
  }

  #describe(item: Attachment): string {
    return item.problem ? this.#why(item) : fileSize(item.source.size, this.texts.locale);
  }
}

function codeOf({ problem }: Attachment): string | undefined {
  return (problem as { code?: string } | undefined)?.code;
}

AttachmentTray.define('agent-chat-attachments');
