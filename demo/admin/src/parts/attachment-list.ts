import { html, nothing, type TemplateResult } from 'lit';
import type { Attachment, Attachments } from '../state/attachments.ts';
import { t } from '../state/words.ts';
import { errorText } from './error-text.ts';
import { icon } from './icon.ts';

/** What will go with the message, each with a way to leave it out. */
export function attachmentList(attachments: Attachments): TemplateResult | typeof nothing {
  if (attachments.items.length === 0) return nothing;
  return html`<ul class="attachments" aria-live="polite">
    ${attachments.items.map(
      (item) =>
        html`<li class=${item.error === undefined ? '' : 'fault'}>
          <span>${stateOf(item)}</span>
          <button
            type="button"
            class="quiet"
            aria-label=${t('composer.remove', { name: item.name })}
            @click=${() => attachments.remove(item)}
          >
            ${icon('remove')}
          </button>
        </li>`,
    )}
  </ul>`;
}

function stateOf({ name, file, error }: Attachment): string {
  if (error !== undefined) return t('composer.refused', { name, reason: errorText(error) });
  return file ? name : t('composer.uploading', { name });
}
