import type { Chat, MemoryView as Memory } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement } from '../chat-element.ts';
import { errorText } from '../error-text.ts';
import { plainText } from '../plain-text.ts';
import { viewIcon } from './view-icon.ts';

/** What is remembered about the visitor; each thing, or everything, can be erased. */
export class MemoryView extends ChatElement {
  static override properties = ['chat', 'memory', 'asking', 'problem', 'told'];

  declare memory: Memory | undefined;
  /** The item, or `all`, that is about to be erased. */
  declare asking: string | undefined;
  declare problem: string | undefined;
  declare told: string | undefined;
  declare chat: Chat;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.problem = undefined;
      this.memory = await this.chat.readMemory();
    } catch (cause) {
      this.problem = errorText(cause, this.texts.t);
    }
  }

  async #erase(id?: string): Promise<void> {
    this.asking = undefined;
    try {
      const count = await this.chat.eraseMemory(id);
      this.told = this.texts.t('memory.erased', { count });
      await this.#read();
    } catch (cause) {
      this.problem = errorText(cause, this.texts.t);
    }
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    const { memory } = this;
    return html`<p>${t('memory.text')}</p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <p class="fine" role="status">${this.told ?? nothing}</p>
      ${
        !memory
          ? html`<p class="fine">${this.problem ? nothing : t('memory.loading')}</p>`
          : memory.total
            ? this.#renderItems(memory)
            : html`<p class="fine">${t('memory.empty')}</p>`
      }`;
  }

  #renderItems({ items, total }: Memory): TemplateResult {
    const { t, day } = this.texts;
    return html`<ul class="memories">
        ${items.map(
          (item) =>
            html`<li>
              <div>
                <p dir="auto">${plainText(item.text)}</p>
                <p class="fine">${t('memory.from', { day: day(item.at), channel: t(`channel.${item.channel}`) })}</p>
              </div>
              ${
                this.asking === item.id
                  ? this.#renderQuestion(t('memory.question'), item.id)
                  : html`<button
                      class="icon"
                      aria-label=${t('memory.erase', { text: plainText(item.text) })}
                      @click=${() => (this.asking = item.id)}
                    >
                      ${viewIcon('trash')}
                    </button>`
              }
            </li>`,
        )}
      </ul>
      ${total > items.length ? html`<p class="fine">${t('memory.more', { count: total - items.length })}</p>` : nothing}
      ${
        this.asking === 'all'
          ? this.#renderQuestion(t('memory.questionAll'))
          : html`<button class="button quiet" @click=${() => (this.asking = 'all')}>${t('memory.eraseAll')}</button>`
      }`;
  }

  #renderQuestion(question: string, id?: string): TemplateResult {
    const { t } = this.texts;
    return html`<div class="question" role="group" aria-label=${question}>
      <p>${question}</p>
      <div class="actions">
        <button class="button danger" @click=${() => this.#erase(id)}>${t('memory.confirm')}</button>
        <button class="button quiet" @click=${() => (this.asking = undefined)}>${t('memory.cancel')}</button>
      </div>
    </div>`;
  }
}

MemoryView.define('agent-chat-memory-view');
