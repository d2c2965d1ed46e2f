import type { FormField } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Texts } from '../../texts/texts.ts';
import { callingCodes } from './calling-codes.ts';

export interface FieldDrawing {
  field: FormField;
  /** Unique in the shadow root. */
  id: string;
  /** What is wrong with it. */
  error: string | undefined;
  texts: Texts;
}

/** From so many letters on a text gets several lines. */
const LONG = 200;

interface Traits {
  type?: string;
  inputmode?: string;
  autocomplete?: string;
}
const TRAITS: Partial<Record<FormField['kind'], Traits>> = {
  name: { autocomplete: 'name' },
  email: { type: 'email', inputmode: 'email', autocomplete: 'email' },
  phone: { type: 'tel', inputmode: 'tel', autocomplete: 'tel-national' },
  number: { inputmode: 'decimal' },
  date: { type: 'date' },
};

/** The control of a field, named by its label; a kind that is not known is a text. */
export function fieldInput(drawing: FieldDrawing): TemplateResult {
  switch (drawing.field.kind) {
    case 'select':
      return select(drawing);
    case 'rating':
      return rating(drawing);
    case 'consent':
      return consent(drawing);
    case 'phone':
      return phone(drawing);
    default:
      return line(drawing);
  }
}

function line({ field, id, error }: FieldDrawing): TemplateResult {
  const { name, kind, placeholder, value = '', min, max } = field;
  const isDate = kind === 'date';
  if (kind === 'text' && Number(max) > LONG) {
    return html`<textarea
      class="control"
      part="field-input"
      rows="3"
      id=${id}
      name=${name}
      maxlength=${max ?? nothing}
      placeholder=${placeholder ?? nothing}
      ?required=${!field.optional}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${error ? `${id}-error` : nothing}
      .defaultValue=${value}
    ></textarea>`;
  }
  const { type = 'text', inputmode, autocomplete = 'off' } = TRAITS[kind] ?? {};
  return html`<input
    class="control"
    part="field-input"
    type=${type}
    id=${id}
    name=${name}
    inputmode=${inputmode ?? nothing}
    autocomplete=${autocomplete}
    placeholder=${placeholder ?? nothing}
    min=${isDate && min ? min : nothing}
    max=${isDate && max ? max : nothing}
    maxlength=${kind === 'text' && max ? max : nothing}
    ?required=${!field.optional}
    aria-invalid=${error ? 'true' : nothing}
    aria-describedby=${error ? `${id}-error` : nothing}
    .defaultValue=${value}
  />`;
}

function phone(drawing: FieldDrawing): TemplateResult {
  const { field, id, texts } = drawing;
  const code = html`<select
    class="control country"
    part="field-input"
    name=${`${field.name}-country`}
    id=${`${id}-country`}
    aria-label=${texts.t('form.country')}
    autocomplete="tel-country-code"
  >
    ${callingCodes(texts.locale).map(
      ({ country, code, name }) =>
        html`<option value=${code} ?selected=${country === field.country} label=${`${name} +${code}`}></option>`,
    )}
  </select>`;
  return html`<div class="phone" dir="ltr">${code}${line(drawing)}</div>`;
}

function select({ field, id, error, texts }: FieldDrawing): TemplateResult {
  const { name, options = [], value } = field;
  return html`<select
    class="control"
    part="field-input"
    id=${id}
    name=${name}
    ?required=${!field.optional}
    aria-invalid=${error ? 'true' : nothing}
    aria-describedby=${error ? `${id}-error` : nothing}
  >
    <option value="">${field.placeholder ?? texts.t('form.choose')}</option>
    ${options.map(
      (option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
    )}
  </select>`;
}

function rating({ field, id, error, texts }: FieldDrawing): TemplateResult {
  const stars = Array.from({ length: Number(field.max) || 5 }, (_, index) => index + 1);
  return html`<div
    class="stars"
    id=${id}
    role="radiogroup"
    aria-labelledby=${`${id}-label`}
    aria-describedby=${error ? `${id}-error` : nothing}
  >
    ${stars.map(
      (count) =>
        html`<label class="star">
          <input
            type="radio"
            name=${field.name}
            value=${count}
            aria-label=${texts.t('form.stars', { count })}
            ?checked=${String(count) === field.value}
          />
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.8-5.2 2.8 1-5.8L3.6 9.7l5.8-.8z"></path>
          </svg>
        </label>`,
    )}
  </div>`;
}

function consent({ field, id, error }: FieldDrawing): TemplateResult {
  return html`<label class="consent">
    <input
      type="checkbox"
      id=${id}
      name=${field.name}
      value="yes"
      ?required=${!field.optional}
      ?checked=${field.value === 'yes'}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${error ? `${id}-error` : nothing}
    />
    <span dir="auto">${field.label}</span>
  </label>`;
}
