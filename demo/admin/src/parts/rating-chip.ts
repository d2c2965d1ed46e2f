import type { Rating } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../state/words.ts';

/** What a visitor gave; his words about it show on hovering. */
export function ratingChip(given: Rating | undefined): TemplateResult | typeof nothing {
  if (!given) return nothing;
  const { rating, comment } = given;
  return html`<span
    class="chip plain"
    role="img"
    aria-label=${t('conversation.rating', { rating })}
    title=${comment ?? nothing}
    >${'★'.repeat(rating)}${'☆'.repeat(5 - rating)}</span
  >`;
}
