import type { MemoryItem } from '@agent-chat/sdk';
import { MAX_TEXT_LENGTH } from '@agent-chat/sdk/protocol';
import { html, type TemplateResult } from 'lit/html.js';
import { ChatElement, type Changes } from '../chat-element.ts';
import { plainText } from '../plain-text.ts';
import { viewIcon } from './view-icon.ts';

/** One thing that is remembered, with what can be done about it. */
export class MemoryItemElement extends ChatElement {
  static override properties = ['item', 'doing'];

  declare item: MemoryItem;
  declare doing: 'correct' | 'erase' | undefined;
  declare oncorrect: (text: string) => void;
  declare onerase: () => void;

  protected override didDraw(changes: Changes): void {
    if (!changes.has('doing')) return;
    if (this.doing) this.querySelector<HTMLElement>('textarea, .danger')?.focus();
    else if (changes.get('doing')) this.querySelector<HTMLElement>('.icon')?.focus();
  }

  #save(event: Event): void {
    event.preventDefault();
    const text = this.querySelector('textarea')!.value.trim();
    this.doing = undefined;
    if (text && text !== this.item.text) this.oncorrect(text);
  }

  protected override render(): TemplateResult {
    return this.doing === 'correct' ? this.#renderEditor() : this.#renderText();
  }

  #renderText(): TemplateResult {
    const { t, day } = this.texts;
    const { at, channel, correctedAt } = this.item;
    const text = plainText(this.item.text);
    const from = t('memory.from', { day: day(at), channel: t(`channel.${channel}`) });
    return html`<div>
        <p dir="auto">${text}</p>
        <p class="fine">${correctedAt ? t('memory.corrected', { from }) : from}</p>
      </div>
      ${
        this.doing === 'erase'
          ? html`<div class="question" role="group" aria-label=${t('memory.question')}>
              <p>${t('memory.question')}</p>
              <div class="actions">
                <button class="button danger" @click=${this.onerase}>${t('memory.confirm')}</button>
                ${this.#renderCancel(t('memory.cancel'))}
              </div>
            </div>`
          : html`<button
                class="icon"
                aria-label=${t('memory.correct', { text })}
                @click=${() => (this.doing = 'correct')}
              >
                ${viewIcon('pen')}</button
              ><button class="icon" aria-label=${t('memory.erase', { text })} @click=${() => (this.doing = 'erase')}>
                ${viewIcon('trash')}
              </button>`
      }`;
  }

  #renderEditor(): TemplateResult {
    const { t } = this.texts;
    return html`<form class="question" @submit=${this.#save}>
      <textarea
        rows="3"
        maxlength=${MAX_TEXT_LENGTH}
        aria-label=${t('memory.new')}
        .defaultValue=${this.item.text}
      ></textarea>
      <p class="fine">${t('memory.correctText')}</p>
      <div class="actions">
        <button class="button">${t('memory.save')}</button>
        ${this.#renderCancel(t('memory.back'))}
      </div>
    </form>`;
  }

  #renderCancel(label: string): TemplateResult {
    return html`<button type="button" class="button quiet" @click=${() => (this.doing = undefined)}>${label}</button>`;
  }
}

MemoryItemElement.define('agent-chat-memory-item');
