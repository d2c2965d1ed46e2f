import type { ChatMessage, DeliveryState } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { renderBlock } from './blocks/blocks.ts';
import { ChatElement, type Changes } from './chat-element.ts';
import { fetchPart } from './fetch-part.ts';
import { drawing } from './icon.ts';
import { loadRichText, richText } from './load-rich-text.ts';
import type { MarkdownView } from './markdown/markdown-view.ts';
import { plainText } from './plain-text.ts';
import { safeHref } from './safe-href.ts';

/** A message together with its place in the log. */
export interface Row {
  key: string;
  message: ChatMessage;
  /** First of its day. */
  day: boolean;
  /** First of what was not read when the chat was opened. */
  fresh: boolean;
  /** First and last of what one author said in a row. */
  first: boolean;
  last: boolean;
  /** Nothing stands below it. */
  latest: boolean;
  /** The visitor's words after it, when there are any. */
  answer?: string;
  streaming?: boolean;
  /** Of what the visitor said here. */
  delivery?: DeliveryState;
}

const ALERT = 'M12 8v5M12 16v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18';

/** One message of the log: of few elements, because a log has many of it. */
export class ChatMessageElement extends ChatElement {
  static override properties = ['row', 'turned'];

  #markdown: MarkdownView | undefined;
  #entering = false;

  declare row: Row;
  /** Somebody has turned to it: what can be done with it is shown. */
  declare turned: boolean;

  /** Something in it is being used. */
  get busy(): boolean {
    return this.matches(':focus-within') || this.querySelector('.comment') !== null;
  }

  protected override willDraw(): void {
    if (!this.turned) this.#entering = false;
    const { message, first, last, streaming } = this.row;
    // The greeting needs nothing of it; whatever else is said may.
    if (message.role === 'agent' && (message.seq !== 1 || this.turned)) fetchPart(import('./comforts/answer-parts.ts'));
    const places = { first, last, streaming };
    const named = Object.entries(places).flatMap(([name, is]) => (is ? name : []));
    this.className = ['message', message.role, ...named].join(' ');
    this.part.value = `message message-${message.role}`;
  }

  protected override didDraw(changes: Changes): void {
    if (!changes.has('row')) return;
    const { message } = this.row;
    const text = this.querySelector('.text');
    if (!text) return;
    // What a visitor types here is meant literally.
    if (message.role === 'visitor' && message.channel === 'web') text.textContent = message.text;
    else this.#drawMarkdown(text);
  }

  #drawMarkdown(text: Element): void {
    const words = this.row.message.text.replaceAll('\r\n', '\n');
    const rich = richText();
    if (rich) {
      this.adopt(rich.richTextSheet);
      return (this.#markdown ??= new rich.MarkdownView(text)).update(words);
    }
    text.textContent = plainText(words);
    loadRichText().then(
      () => this.isConnected && this.#drawMarkdown(text),
      () => undefined,
    );
  }

  protected override render(): TemplateResult {
    const { message, day, fresh, first, streaming } = this.row;
    const isNamed = first && (message.role === 'agent' || message.role === 'operator');
    return html`${day ? html`<div class="day" part="day">${this.texts.day(message.createdAt)}</div>` : nothing}
    ${fresh ? html`<div class="fresh" part="fresh" role="separator">${this.texts.t('log.fresh')}</div>` : nothing}
    ${isNamed ? html`<div class="author" part="author">${message.author.name}</div>` : nothing}
    ${message.text || !message.blocks.length ? html`<div class="bubble text" part="bubble" dir="auto"></div>` : nothing}
    ${message.blocks.map((block) => renderBlock(block, this.row, this.texts))} ${this.#renderCitations()}
    ${streaming ? nothing : this.#renderMeta()}`;
  }

  #renderCitations(): TemplateResult | typeof nothing {
    const { citations } = this.row.message;
    if (!citations?.length) return nothing;
    return html`<ol class="citations" part="citations" aria-label=${this.texts.t('message.sources')}>
      ${citations.map(({ title, url }, index) => {
        const href = url && safeHref(url);
        const source = html`<span class="number">${index + 1}</span> ${title}`;
        const target = href && isOnThisPage(href) ? '_self' : '_blank';
        return html`<li>
          ${href ? html`<a href=${href} target=${target} rel="noopener noreferrer nofollow">${source}</a>` : source}
        </li>`;
      })}
    </ol>`;
  }

  #renderMeta(): TemplateResult | typeof nothing {
    const { message, last, latest, delivery } = this.row;
    const { t, time } = this.texts;
    if (message.delivery === 'failed') return this.#renderFailure(message);
    const cut = message.status === 'partial';
    if (message.role === 'system' || (!last && !cut && !message.delivery)) return nothing;
    const elsewhere = isFromElsewhere(message);
    return html`<div class="meta" part="meta">
      ${elsewhere ? html`<span class="channel">${t('message.via', { channel: t(`channel.${message.channel}`) })}</span>` : nothing}
      <time datetime=${message.createdAt}>${time(message.createdAt)}</time>
      ${
        delivery && !elsewhere
          ? html`<span class="delivery ${delivery}" role="img" aria-label=${t(`delivery.${delivery}`)}></span>`
          : nothing
      }
      ${cut ? html`<span>${t('message.partial')}</span>` : nothing}
      ${
        cut && latest
          ? html`<button class="link" @click=${() => this.request({ type: 'retry-turn' })}>
              ${t('message.again')}
            </button>`
          : nothing
      }
      ${message.role === 'agent' ? this.#renderActions() : nothing}
    </div>`;
  }

  /** Of earlier answers and of the greeting only a button is drawn until somebody turns to them. */
  #renderActions(): TemplateResult {
    const { row, texts } = this;
    if (!this.turned && (!row.latest || row.message.seq === 1)) {
      return html`<button
        class="act more drawn dots"
        aria-label=${texts.t('message.more')}
        @click=${this.#enter}
      ></button>`;
    }
    return html`<agent-chat-actions .row=${row} .texts=${texts} .entered=${this.#entering}></agent-chat-actions>`;
  }

  #enter(): void {
    this.#entering = this.turned = true;
  }

  #renderFailure({ id, clientId = id }: ChatMessage): TemplateResult {
    const { t } = this.texts;
    return html`<div class="meta failed" part="meta">
      ${drawing('alert', ALERT)}<span>${t('delivery.failed')}</span>
      <button class="link" @click=${() => this.request({ type: 'retry', clientId })}>${t('message.retry')}</button>
      <button class="link" @click=${() => this.request({ type: 'discard', clientId })}>${t('message.discard')}</button>
    </div>`;
  }
}

/** An agent answers nowhere in particular, and a colleague at the console is here. */
function isFromElsewhere({ role, channel }: ChatMessage): boolean {
  return (role === 'visitor' || role === 'operator') && channel !== 'web' && channel !== 'console';
}

ChatMessageElement.define('agent-chat-message');

/** It is a place of the page that is open: the page goes there, and the chat stays. */
function isOnThisPage(href: string): boolean {
  const [page, place] = href.split('#');
  return place !== undefined && page === location.href.split('#')[0];
}
