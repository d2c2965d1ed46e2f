import type { Choice, ChoicesBlock } from '@agent-chat/sdk/protocol';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Row } from '../chat-message.ts';
import { pick } from './pick.ts';

/** Quick replies vanish once something has been said; a list stays and shows what was chosen. */
export function renderChoices(block: ChoicesBlock, row: Row): TemplateResult | typeof nothing {
  const quick = block.style === 'quick-replies';
  const answered = row.answer !== undefined;
  if (quick && !row.latest) return nothing;
  const button = (choice: Choice) =>
    html`<button
      class="choice ${answered && (choice.text ?? choice.label) === row.answer ? 'chosen' : ''}"
      part="choice"
      ?disabled=${answered}
      @click=${(event: Event) => pick(event, row, choice)}
    >
      ${choice.label}
    </button>`;
  return html`<div class="choices ${block.style}" part="choices">${block.choices.map(button)}</div>`;
}
