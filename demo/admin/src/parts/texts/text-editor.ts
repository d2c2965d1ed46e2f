import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { AdminElement } from '../../admin-element.ts';
import {
  checkText,
  confirmTexts,
  fillSamples,
  isRightToLeft,
  numbersOf,
  placeholdersOf,
  saveText,
  visibleLength,
  type Finding,
  type Forms,
  type Place,
  type TextEntry,
  type Translation,
} from '../../state/texts.ts';
import { t } from '../../state/words.ts';
import { errorText } from '../error-text.ts';
import { TextDoneEvent, TextEditedEvent } from './text-events.ts';
import './text-history.ts';

const CHECK_DELAY = 300;

/** One text of one language while it is changed, in its cell. */
export class TextEditor extends AdminElement {
  static override properties = {
    entry: { attribute: false },
    tag: { attribute: false },
    forms: { state: true },
    findings: { state: true },
    theirs: { state: true },
    error: { state: true },
    showsHistory: { state: true },
  };

  declare entry: TextEntry;
  declare tag: string;
  declare private forms: Forms;
  declare private findings: Finding[];
  /** What somebody else has saved meanwhile. */
  declare private theirs?: Translation;
  declare private error?: unknown;
  declare private showsHistory: boolean;
  #seen: Forms = {};
  #isSaving = false;
  #timer?: number;
  #field?: HTMLTextAreaElement;

  constructor() {
    super();
    [this.forms, this.findings, this.showsHistory] = [{}, [], false];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(() => clearTimeout(this.#timer));
  }

  get #place(): Place {
    return { tag: this.tag, key: this.entry.key };
  }

  get #translation(): Translation {
    return this.entry.translations[this.tag]!;
  }

  /** What comes meanwhile is taken over as long as nothing was written. */
  override willUpdate(changed: PropertyValues): void {
    const isWritten = this.hasUpdated && this.#isChanged();
    if (!changed.has('entry') || isWritten) return;
    const { forms, wanted } = this.#translation;
    this.#seen = forms;
    this.forms = { ...Object.fromEntries(wanted.map((form) => [form, ''])), ...forms };
  }

  override firstUpdated(): void {
    const field = this.querySelector('textarea');
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    this.dispatchEvent(new TextEditedEvent(this.#place, this.forms));
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('theirs') && this.theirs) this.querySelector<HTMLElement>('.text-theirs button')?.focus();
  }

  /** Not while it is being saved: the next editor of this text would begin with the old one. */
  #leave(): void {
    if (!this.#isSaving) this.#close();
  }

  #isChanged(): boolean {
    return Object.entries(this.forms).some(([form, text]) => text !== (this.#seen[form] ?? ''));
  }

  #close(how?: { saved?: Translation; next?: boolean }): void {
    this.dispatchEvent(new TextDoneEvent(this.#place, how));
  }

  #set(forms: Forms): void {
    this.forms = forms;
    this.dispatchEvent(new TextEditedEvent(this.#place, forms));
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#check(), CHECK_DELAY);
  }

  async #check(): Promise<void> {
    this.findings = await checkText(this.#place, this.forms).catch(() => this.findings);
  }

  async #save(next: boolean): Promise<void> {
    clearTimeout(this.#timer);
    this.error = undefined;
    this.#isSaving = true;
    try {
      const outcome = await saveText(this.#place, this.forms, this.#seen);
      if (outcome.kind === 'saved') this.#close({ saved: outcome.translation, next });
      if (outcome.kind === 'refused') this.findings = outcome.findings;
      if (outcome.kind === 'overtaken') this.theirs = outcome.translation;
    } catch (error) {
      this.error = error;
    } finally {
      this.#isSaving = false;
    }
  }

  async #confirm(): Promise<void> {
    try {
      await confirmTexts(this.tag, [this.entry.key]);
      this.#close({ saved: { ...this.#translation, state: 'done' }, next: true });
    } catch (error) {
      this.error = error;
    }
  }

  #handleKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Escape') this.#leave();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.#save(true);
    else return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  }

  #insert(mark: string): void {
    const field = this.#field ?? this.querySelector('textarea');
    if (!field) return;
    field.setRangeText(mark, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input'));
    field.focus();
  }

  override render(): TemplateResult {
    const { state } = this.#translation;
    return html`
      <div class="text-editor" @keydown=${this.#handleKey}>
        ${Object.keys(this.forms).map((form) => this.#renderField(form))} ${this.#renderMarks()}
        ${this.findings.map(({ detail }) => html`<p class="fault" role="status">${detail}</p>`)}
        ${this.error ? html`<p class="fault" role="alert">${errorText(this.error)}</p>` : nothing}
        ${this.theirs ? this.#renderTheirs(this.theirs) : nothing}
        <div class="text-buttons">
          <button type="button" class="primary" title="Ctrl+Enter" @click=${() => void this.#save(false)}>
            ${t('texts.save')}
          </button>
          ${
            (state === 'draft' || state === 'stale') && !this.#isChanged()
              ? html`<button type="button" @click=${() => void this.#confirm()}>${t('texts.confirm')}</button>`
              : nothing
          }
          <button type="button" title="Esc" @click=${() => this.#leave()}>${t('texts.cancel')}</button>
          <button
            type="button"
            class="quiet"
            aria-expanded=${this.showsHistory}
            @click=${() => void (this.showsHistory = !this.showsHistory)}
          >
            ${t('texts.history')}
          </button>
        </div>
        ${
          this.showsHistory
            ? html`<text-history .place=${this.#place} .take=${(forms: Forms) => this.#set(forms)}></text-history>`
            : nothing
        }
      </div>
    `;
  }

  #renderField(form: string): TemplateResult {
    const text = this.forms[form]!;
    const { limit, sample } = this.entry.context ?? {};
    const length = visibleLength(fillSamples(text, sample));
    const numbers = form === 'text' ? '' : numbersOf(this.tag, form);
    const label = form === 'text' ? this.entry.key : t('texts.form', { form, numbers });
    return html`
      <label class="text-field">
        <span class=${form === 'text' ? 'unseen' : 'text-form'}>${label}</span>
        <textarea
          rows=${Math.min(8, Math.max(2, Math.ceil(text.length / 40)))}
          lang=${this.tag}
          dir=${isRightToLeft(this.tag) ? 'rtl' : 'ltr'}
          .value=${text}
          @focus=${(event: Event) => void (this.#field = event.target as HTMLTextAreaElement)}
          @input=${(event: Event) => this.#set({ ...this.forms, [form]: (event.target as HTMLTextAreaElement).value })}
        ></textarea>
        <span class="text-length" ?data-over=${limit !== undefined && length > limit}>
          ${limit === undefined ? length : t('texts.length', { length, limit })}
        </span>
      </label>
    `;
  }

  #renderMarks(): TemplateResult | typeof nothing {
    const marks = placeholdersOf(this.entry.english);
    if (marks.length === 0) return nothing;
    return html`
      <div class="text-marks" role="group" aria-label=${t('texts.placeholders')}>
        ${marks.map(
          (mark) => html`<button type="button" class="chip" @click=${() => this.#insert(mark)}>${mark}</button>`,
        )}
      </div>
    `;
  }

  #renderTheirs(theirs: Translation): TemplateResult {
    return html`
      <div class="text-theirs" role="alert">
        <p>${t('texts.overtaken')}</p>
        ${Object.values(theirs.forms).map((text) => html`<blockquote lang=${this.tag}>${text}</blockquote>`)}
        <button type="button" @click=${() => this.#keepMine(theirs)}>${t('texts.keepMine')}</button>
        <button type="button" @click=${() => this.#close({ saved: theirs })}>${t('texts.takeTheirs')}</button>
      </div>
    `;
  }

  #keepMine(theirs: Translation): void {
    this.#seen = theirs.forms;
    this.theirs = undefined;
    void this.#save(false);
  }
}

customElements.define('text-editor', TextEditor);
