import { markup, type Markup } from '../build/markup.ts';
import type { View } from '../build/view.ts';
import { PRICES } from './prices.ts';

const JOBS = ['puncture', 'tyre', 'chain', 'truing', 'pads', 'gears', 'wash', 'battery'] as const;

/** The small work that has a price and no place in the catalogue. */
export function jobs({ text, money }: View): Markup {
  const rows = JOBS.map((job) => markup`<div><dt>${text(`jobs.${job}`)}</dt><dd>${money(PRICES[job])}</dd></div>`);
  return markup`<section class="section section-tinted" aria-labelledby="jobs-heading">
  <div class="wrap">
    <div class="section-head">
      <h2 id="jobs-heading">${text('jobs.heading')}</h2>
      <p class="lead">${text('jobs.lead', { price: money(PRICES.hour) })}</p>
    </div>
    <dl class="jobs">${rows}</dl>
  </div>
</section>`;
}
