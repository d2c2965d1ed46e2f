import { MAX_TEXT_LENGTH, type FormBlock, type FormField } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Row } from '../../chat-message.ts';
import type { Changes } from '../../chat-element.ts';
import { LaterElement } from '../../later-element.ts';
import { buttonStyles } from '../../styles/button-styles.ts';
import { formStyles } from '../../styles/form-styles.ts';
import { fieldInput } from './field-input.ts';
import { fieldProblem } from './field-problem.ts';
import { readForm, summaryOf } from './form-values.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(buttonStyles + formStyles);

/** A form below a message, until something has been said after it. Fetched with the first of them. */
export class FormBlockElement extends LaterElement {
  static override properties = ['block', 'row', 'problems'];

  declare block: FormBlock;
  declare row: Row;
  /** Field → what is wrong with it. */
  declare problems: ReadonlyMap<string, string>;

  constructor() {
    super();
    this.problems = new Map();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.adopt(sheet);
  }

  protected override willDraw(changes: Changes): void {
    super.willDraw(changes);
    if (!changes.has('block')) return;
    const given = this.block.fields.flatMap(({ name, error }): [string, string][] => (error ? [[name, error]] : []));
    this.problems = new Map(given);
  }

  #onSubmit(event: Event): void {
    event.preventDefault();
    const values = readForm(event.target as HTMLFormElement, this.block.fields);
    const { t } = this.texts;
    const found = [...values].flatMap(([field, value]): [string, string][] => {
      const problem = fieldProblem(field, value, t);
      return problem ? [[field.name, problem]] : [];
    });
    this.problems = new Map(found);
    if (found.length > 0) return void this.#focusFirst();
    const told = Object.fromEntries([...values].map(([{ name }, value]) => [name, value]));
    const text = summaryOf(values, this.texts).slice(0, MAX_TEXT_LENGTH) || this.block.submit;
    this.request({ type: 'send', text, form: { messageId: this.row.message.id, values: told } });
  }

  async #focusFirst(): Promise<void> {
    await this.drawn;
    this.querySelector<HTMLElement>('.field.wrong :is(input, select, textarea):not(.country)')?.focus();
  }

  /** A complaint goes as soon as the field is touched again. */
  #onInput({ target }: Event): void {
    const { name } = target as HTMLInputElement;
    if (!this.problems.has(name)) return;
    this.problems = new Map([...this.problems].filter(([field]) => field !== name));
  }

  protected override renderWorded(): TemplateResult | typeof nothing {
    if (this.row.answer !== undefined) return nothing;
    const { fields, submit } = this.block;
    return html`<form class="form" part="form" novalidate @submit=${this.#onSubmit} @input=${this.#onInput}>
      ${fields.map((field) => this.#renderField(field))}
      <button class="button" part="form-submit">${submit}</button>
    </form>`;
  }

  #renderField(field: FormField): TemplateResult {
    const id = `${this.row.message.id}-${field.name}`;
    const error = this.problems.get(field.name);
    const { texts } = this;
    return html`<div class="field ${error ? 'wrong' : ''}" part="field">
      ${field.kind === 'consent' ? nothing : this.#renderLabel(field, id)} ${fieldInput({ field, id, error, texts })}
      ${error ? html`<p class="field-error" part="field-error" id=${`${id}-error`}>${error}</p>` : nothing}
    </div>`;
  }

  #renderLabel({ kind, label, optional }: FormField, id: string): TemplateResult {
    const rest = optional ? html` <span class="optional">(${this.texts.t('form.optional')})</span>` : nothing;
    return kind === 'rating'
      ? html`<span class="label" id=${`${id}-label`} dir="auto">${label}${rest}</span>`
      : html`<label class="label" for=${id} dir="auto">${label}${rest}</label>`;
  }
}

FormBlockElement.define('agent-chat-form');
