import { html, nothing, type TemplateResult } from 'lit';
import { AdminElement } from '../../admin-element.ts';
import { formatNumber } from '../../state/format.ts';
import { changeQuery } from '../../state/lead-query.ts';
import { ask, liveId, on, type TextEditor } from '../../state/live.ts';
import { goTo } from '../../state/router.ts';
import { narrowTexts, readTextQuery, type TextQuery } from '../../state/text-query.ts';
import {
  readTexts,
  type Forms,
  type Place,
  type TextEntry,
  type TextList,
  type Translation,
} from '../../state/texts.ts';
import { currentLanguage, t } from '../../state/words.ts';
import { errorText } from '../error-text.ts';
import './language-shelf.ts';
import './miss-list.ts';
import './text-files.ts';
import './text-filter.ts';
import './text-grid.ts';
import './text-preview.ts';
import './text-tasks.ts';
import type { TextDoneEvent, TextEditedEvent } from './text-events.ts';

const RELOAD_DELAY = 300;

/** The texts of the product in all languages: what is there, what is lacking, and how it looks in the chat. */
export class TextDesk extends AdminElement {
  static override properties = {
    query: { attribute: false },
    list: { state: true },
    editors: { state: true },
    edited: { state: true },
    error: { state: true },
  };

  declare query: string;
  declare private list?: TextList;
  declare private editors: TextEditor[];
  /** What is being written now, for the preview. */
  declare private edited?: { place: Place; forms?: Forms };
  declare private error?: unknown;
  #tags = '';
  #request = 0;
  #timer?: number;

  constructor() {
    super();
    this.editors = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(
      on('texts:changed', () => this.#loadSoon()),
      on('texts:editors', ({ editors }) => void (this.editors = editors)),
      on('connect', () => this.#tellEdited(this.edited?.forms && this.edited.place)),
      () => clearTimeout(this.#timer),
      () => this.#tellEdited(undefined),
    );
    this.#tellEdited(undefined);
  }

  get #textQuery(): TextQuery {
    const query = readTextQuery(this.query);
    return query.tags.length > 0 ? query : { ...query, tags: [currentLanguage() === 'en' ? 'ru' : currentLanguage()] };
  }

  override willUpdate(): void {
    const tags = this.#textQuery.tags.join(',');
    if (tags !== this.#tags) void this.#load();
    this.#tags = tags;
  }

  #loadSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#load(), RELOAD_DELAY);
  }

  async #load(): Promise<void> {
    const request = ++this.#request;
    try {
      const list = await readTexts(this.#textQuery.tags);
      if (request === this.#request) [this.list, this.error] = [list, undefined];
    } catch (error) {
      if (request === this.#request) this.error = error;
    }
  }

  #handleEdited({ place, forms }: TextEditedEvent): void {
    const isNew = this.edited?.place.key !== place.key || this.edited.place.tag !== place.tag;
    this.edited = { place, forms };
    if (isNew) this.#tellEdited(place);
  }

  #handleDone({ place, saved }: TextDoneEvent): void {
    if (saved && this.list) this.list = { ...this.list, texts: withTranslation(this.list.texts, place, saved) };
    this.edited = this.edited && { place: this.edited.place };
    this.#tellEdited(undefined);
  }

  #tellEdited(text: Place | undefined): void {
    // Who else is here is told when there is a connection; nothing depends on it.
    ask<{ editors: TextEditor[] }>('texts:edit', { text }).then(
      ({ editors }) => (this.editors = editors),
      () => undefined,
    );
  }

  #change(changes: Record<string, string>): void {
    goTo(`/locales${changeQuery(this.query, changes)}`, { replace: true });
  }

  override render(): TemplateResult {
    if (this.error && !this.list) return html`<p class="fault" role="alert">${errorText(this.error)}</p>`;
    if (!this.list) return html`<div class="table-wait" aria-busy="true"></div>`;
    return this.#renderDesk(this.list);
  }

  #renderDesk(list: TextList): TemplateResult {
    const query = this.#textQuery;
    const texts = narrowTexts(list.texts, query);
    return html`
      <div class="text-desk" @text-edited=${this.#handleEdited} @text-done=${this.#handleDone}>
        <div class="text-work">
          <div class="page-head">
            <h1>${t('texts.title')}</h1>
            <span class="count" role="status">${formatNumber(texts.length)}</span>
          </div>
          <language-shelf
            .languages=${list.languages}
            .tags=${query.tags}
            .choose=${(tags: string[]) => this.#change({ tags: tags.join(',') })}
          ></language-shelf>
          <div class="text-folds"><text-files .tags=${query.tags}></text-files><miss-list></miss-list></div>
          <text-filter
            .query=${query}
            .namespaces=${list.namespaces}
            .change=${(changes: Record<string, string>) => this.#change(changes)}
          ></text-filter>
          ${this.#renderTasks(list, texts, query)} ${this.error ? this.#renderError() : nothing}
          ${list.faults.map(({ file, line, detail }) => html`<p class="fault" role="alert">${file}:${line} ${detail}</p>`)}
          ${
            texts.length === 0
              ? html`<div class="empty" role="status"><h2>${t('texts.noneFound')}</h2></div>`
              : html`<text-grid
                  .texts=${texts}
                  .tags=${query.tags}
                  .editors=${this.editors.filter(({ id }) => id !== liveId())}
                ></text-grid>`
          }
        </div>
        <text-preview
          .edited=${this.edited}
          .entry=${this.#editedEntry(list)}
          .tag=${this.#previewTag(query)}
        ></text-preview>
      </div>
    `;
  }

  #renderTasks(list: TextList, texts: TextEntry[], { tags }: TextQuery): TemplateResult {
    return html`<text-tasks .texts=${texts} .tags=${tags} .canDraft=${list.canDraft}></text-tasks>`;
  }

  #renderError(): TemplateResult {
    return html`<p class="fault" role="alert">${errorText(this.error)}</p>`;
  }

  #editedEntry({ texts }: TextList): TextEntry | undefined {
    return texts.find(({ key }) => key === this.edited?.place.key);
  }

  #previewTag({ tags }: TextQuery): string {
    return this.edited?.place.tag ?? tags[0]!;
  }
}

function withTranslation(texts: TextEntry[], { tag, key }: Place, translation: Translation): TextEntry[] {
  return texts.map((text) =>
    text.key === key ? { ...text, translations: { ...text.translations, [tag]: translation } } : text,
  );
}

customElements.define('text-desk', TextDesk);
