import type { Chat, MemoryItem, MemoryView as Memory } from '@agent-chat/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ChatElement } from '../chat-element.ts';
import { errorText } from '../error-text.ts';
import './memory-item.ts';
import { datedName, saveFile } from './save-file.ts';
import { viewIcon } from './view-icon.ts';

/** What is remembered about the visitor: each thing can be corrected and erased, everything erased and taken along. */
export class MemoryView extends ChatElement {
  static override properties = ['chat', 'memory', 'asking', 'problem', 'told'];

  declare memory: Memory | undefined;
  /** Everything is about to be erased. */
  declare asking: boolean;
  declare problem: string | undefined;
  declare told: string | undefined;
  declare chat: Chat;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#attempt(() => this.#read());
  }

  async #read(): Promise<void> {
    this.memory = await this.chat.readMemory();
  }

  async #erase(id?: string): Promise<void> {
    this.asking = false;
    const count = await this.chat.eraseMemory(id);
    this.told = this.texts.t('memory.erased', { count });
    await this.#read();
  }

  async #correct(id: string, text: string): Promise<void> {
    await this.chat.correctMemory(id, text);
    this.told = this.texts.t('memory.saved');
    await this.#read();
  }

  async #download(): Promise<void> {
    const items: MemoryItem[] = [];
    let page: Memory;
    do {
      page = await this.chat.readMemory(items.at(-1)?.id);
      items.push(...page.items);
    } while (page.items.length > 0 && items.length < page.total);
    const name = datedName('memory', 'json');
    const told = items.map(({ text, channel, at, correctedAt }) => ({ text, channel, at, correctedAt }));
    saveFile(name, JSON.stringify(told, undefined, 2), 'application/json');
    this.told = this.texts.t('transcript.done', { name });
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      this.problem = undefined;
      await action();
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
    const { t } = this.texts;
    return html`<ul class="memories">
        ${items.map(
          (item) =>
            html`<li>
              <agent-chat-memory-item
                .texts=${this.texts}
                .item=${item}
                .oncorrect=${(text: string) => void this.#attempt(() => this.#correct(item.id, text))}
                .onerase=${() => void this.#attempt(() => this.#erase(item.id))}
              ></agent-chat-memory-item>
            </li>`,
        )}
      </ul>
      ${total > items.length ? html`<p class="fine">${t('memory.more', { count: total - items.length })}</p>` : nothing}
      ${this.asking ? this.#renderQuestion() : this.#renderActions()}`;
  }

  #renderActions(): TemplateResult {
    const { t } = this.texts;
    return html`<div class="actions">
      <button class="button quiet" @click=${() => this.#attempt(() => this.#download())}>
        ${viewIcon('download')}${t('memory.download')}
      </button>
      <button class="button quiet" @click=${() => (this.asking = true)}>${t('memory.eraseAll')}</button>
    </div>`;
  }

  #renderQuestion(): TemplateResult {
    const { t } = this.texts;
    const question = t(this.chat.state.site?.consent ? 'memory.questionConsent' : 'memory.questionAll');
    return html`<div class="question" role="group" aria-label=${question}>
      <p>${question}</p>
      <div class="actions">
        <button class="button danger" @click=${() => this.#attempt(() => this.#erase())}>${t('memory.confirm')}</button>
        <button class="button quiet" @click=${() => (this.asking = false)}>${t('memory.cancel')}</button>
      </div>
    </div>`;
  }
}

MemoryView.define('agent-chat-memory-view');
