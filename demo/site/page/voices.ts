import { markup, type Markup } from '../build/markup.ts';
import type { View } from '../build/view.ts';

const VOICES = ['first', 'second', 'third'] as const;

export function voices({ text }: View): Markup {
  const quotes = VOICES.map(
    (voice) => markup`<figure class="voice">
  <blockquote><p>${text(`voices.${voice}.text`)}</p></blockquote>
  <figcaption><strong>${text(`voices.${voice}.name`)}</strong> <span class="quiet">${text(`voices.${voice}.about`)}</span></figcaption>
</figure>`,
  );
  return markup`<section class="section wrap" aria-labelledby="voices-heading">
  <div class="section-head"><h2 id="voices-heading">${text('voices.heading')}</h2></div>
  <div class="voices">${quotes}</div>
</section>`;
}
