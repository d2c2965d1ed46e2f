import type { Block, Citation, Message } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { channelName, formatClock, formatTime } from '../state/format.ts';
import { t } from '../state/words.ts';
import { fileView } from './file-view.ts';
import './markdown-text.ts';

export interface MessageViewOptions {
  isMarked: boolean;
  /** The same author spoke before: his name is not said again. */
  follows: boolean;
}

const OWN_CHANNELS = new Set(['console', 'agent', 'system']);

export function messageView(message: Message, { isMarked, follows }: MessageViewOptions): TemplateResult {
  const { role, seq, text, createdAt, author, channel, blocks, citations, status } = message;
  if (role === 'system') return html`<p class="notice" data-seq=${seq}>${text}</p>`;
  return html`
    <article class="message ${role} ${isMarked ? 'marked' : ''} ${follows ? 'follows' : ''}" data-seq=${seq}>
      <p class="message-head">
        ${author.name ? html`<strong>${author.name}</strong>` : nothing}<span class="role">${t(`role.${role}`)}</span>
        ${OWN_CHANNELS.has(channel) ? nothing : html`<span class="chip channel-${channel}">${channelName(channel)}</span>`}
        <time datetime=${createdAt} title=${formatTime(createdAt)}>${formatClock(createdAt)}</time>
      </p>
      <div class="bubble">
        ${text ? textView(message) : nothing} ${blocks.map(blockView)}
        ${citations?.length ? sources(citations) : nothing}
      </div>
      ${status === 'partial' ? html`<p class="message-foot">${t('conversation.partial')}</p>` : nothing}
    </article>
  `;
}

/** What a visitor typed is meant literally. */
function textView({ role, text }: Message): TemplateResult {
  return role === 'visitor' ? html`<p class="typed">${text}</p>` : html`<markdown-text .text=${text}></markdown-text>`;
}

/** What the visitor could pick, to be read and not to be pressed. */
function blockView(block: Block): TemplateResult | typeof nothing {
  if (block.type === 'choices') {
    return html`<ul class="choices">
      ${block.choices.map(({ label }) => html`<li>${label}</li>`)}
    </ul>`;
  }
  if (block.type === 'file' || block.type === 'image' || block.type === 'voice') return fileView(block);
  if (block.type === 'cards') {
    return html`<ul class="cards">
      ${block.cards.map(({ title, price }) => html`<li><span>${title}</span>${price ? html`<span>${price}</span>` : nothing}</li>`)}
    </ul>`;
  }
  if (block.type === 'form') {
    return html`<ul class="choices">
      ${block.fields.map(({ label }) => html`<li>${label}</li>`)}
    </ul>`;
  }
  return nothing;
}

function sources(citations: Citation[]): TemplateResult {
  return html`<p class="sources">${t('conversation.sources')}: ${citations.map(({ title }) => title).join(', ')}</p>`;
}
