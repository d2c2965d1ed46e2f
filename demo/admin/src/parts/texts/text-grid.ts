import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { AdminElement } from '../../admin-element.ts';
import type { TextEditor as Editing } from '../../state/live.ts';
import { isRightToLeft, languageName, numbersOf, type Forms, type Place, type TextEntry } from '../../state/texts.ts';
import { currentLanguage, t } from '../../state/words.ts';
import './text-editor.ts';
import type { TextDoneEvent } from './text-events.ts';

/** Rows are drawn as the reader comes to them. */
const STEP = 60;
const MOVES: Record<string, [rows: number, columns: number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageDown: [10, 0],
  PageUp: [-10, 0],
};

/** Key × languages. One cell at a time is edited. */
export class TextGrid extends AdminElement {
  static override properties = {
    texts: { attribute: false },
    tags: { attribute: false },
    editors: { attribute: false },
    editing: { state: true },
    shown: { state: true },
  };

  declare texts: TextEntry[];
  declare tags: string[];
  /** Who else is at which text. */
  declare editors: Editing[];
  declare private editing?: Place;
  declare private shown: number;
  #focused: Place = { tag: '', key: '' };
  #watch?: IntersectionObserver;

  constructor() {
    super();
    this.shown = STEP;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new IntersectionObserver(([entry]) => {
      if (entry!.isIntersecting) this.shown += STEP;
    });
    this.until(() => this.#watch?.disconnect());
  }

  override updated(): void {
    this.#watch?.disconnect();
    const end = this.querySelector('.text-end');
    if (end) this.#watch?.observe(end);
  }

  open(place: Place): void {
    this.#focused = place;
    this.editing = place;
  }

  #handleDone({ place, next }: TextDoneEvent): void {
    const below = next ? this.#neighbour(place, [1, 0]) : undefined;
    this.editing = below;
    if (!below) void this.updateComplete.then(() => this.#focus(place));
  }

  #neighbour({ tag, key }: Place, [rows, columns]: [number, number]): Place | undefined {
    const row = this.texts.findIndex((text) => text.key === key) + rows;
    const column = this.tags.indexOf(tag) + columns;
    const [text, next] = [this.texts[row], this.tags[column]];
    return text && next !== undefined ? { tag: next, key: text.key } : undefined;
  }

  #focus(place: Place): void {
    this.#focused = place;
    const cell = [...this.querySelectorAll<HTMLElement>('[data-key]')].find(
      ({ dataset }) => dataset.key === place.key && dataset.tag === place.tag,
    );
    this.querySelector('[data-key][tabindex="0"]')?.setAttribute('tabindex', '-1');
    cell?.setAttribute('tabindex', '0');
    cell?.focus();
  }

  #handleKey(event: KeyboardEvent): void {
    const cell = (event.target as Element).closest<HTMLElement>('[data-key]');
    if (!cell || event.target !== cell) return;
    const place = { tag: cell.dataset.tag!, key: cell.dataset.key! };
    const move = MOVES[event.key];
    if (event.key === 'Enter' || event.key === 'F2') this.open(place);
    else if (move) {
      const next = this.#neighbour(place, move);
      if (next) this.#focus(next);
    } else return;
    event.preventDefault();
  }

  override render(): TemplateResult {
    return html`
      <div class="table-frame">
        <table class="texts" role="grid" aria-label=${t('texts.title')} @keydown=${this.#handleKey}>
          <thead>
            <tr>
              <th scope="col" class="text-key">${t('texts.key')}</th>
              <th scope="col">${languageName('en', currentLanguage())}</th>
              ${this.tags
                .filter((tag) => tag !== 'en')
                .map((tag) => html`<th scope="col">${languageName(tag, currentLanguage())}</th>`)}
            </tr>
          </thead>
          <tbody @text-done=${this.#handleDone}>
            ${repeat(
              this.texts.slice(0, this.shown),
              ({ key }) => key,
              (text, index) => this.#renderRow(text, index),
            )}
          </tbody>
        </table>
        ${this.texts.length > this.shown ? html`<div class="text-end"></div>` : nothing}
      </div>
    `;
  }

  #renderRow(text: TextEntry, index: number): TemplateResult {
    const { key, context, english } = text;
    return html`
      <tr>
        <th scope="row" class="text-key">
          <code>${key}</code>
          <span class="text-hint">${context?.where}</span>
          ${context?.limit ? html`<span class="text-hint">${t('texts.limit', { count: context.limit })}</span>` : nothing}
        </th>
        ${
          this.tags.includes('en')
            ? this.#renderCell(text, 'en', index)
            : html`<td lang="en" class="text-english">${this.#renderForms('en', english)}</td>`
        }
        ${this.tags.filter((tag) => tag !== 'en').map((tag) => this.#renderCell(text, tag, index))}
      </tr>
    `;
  }

  #renderCell(text: TextEntry, tag: string, index: number): TemplateResult {
    const translation = text.translations[tag];
    if (!translation) return html`<td class="text-none"><span class="unseen">${t('texts.notAsked')}</span></td>`;
    const place = { tag, key: text.key };
    if (this.editing?.key === place.key && this.editing.tag === tag) {
      return html`<td class="text-open" data-key=${text.key} data-tag=${tag}>
        <text-editor .entry=${text} .tag=${tag}></text-editor>
      </td>`;
    }
    const isFirst = this.#focused.key ? this.#focused.key === text.key && this.#focused.tag === tag : index === 0;
    const others = this.editors.filter((editor) => editor.key === text.key && editor.tag === tag);
    return html`
      <td
        class="text-cell"
        tabindex=${isFirst ? 0 : -1}
        data-key=${text.key}
        data-tag=${tag}
        @click=${() => this.open(place)}
      >
        <div lang=${tag} dir=${isRightToLeft(tag) ? 'rtl' : 'ltr'}>${this.#renderForms(tag, translation.forms)}</div>
        ${
          translation.state === 'done'
            ? html`<span class="unseen">${t('texts.state.done')}</span>`
            : html`<span class="chip text-${translation.state}">${t(`texts.state.${translation.state}`)}</span>`
        }
        ${others.map(({ name }) => html`<span class="chip operator">${t('texts.editedBy', { name })}</span>`)}
      </td>
    `;
  }

  #renderForms(tag: string, forms: Forms): TemplateResult[] {
    return Object.entries(forms).map(
      ([form, text]) => html`
        <p>
          ${form === 'text' ? nothing : html`<span class="text-form" dir="ltr">${form} (${numbersOf(tag, form)})</span>`}
          <span class="text-words">${text}</span>
        </p>
      `,
    );
  }
}

customElements.define('text-grid', TextGrid);
