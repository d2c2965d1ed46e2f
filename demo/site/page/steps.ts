import { markup, type Markup } from '../build/markup.ts';
import type { View } from '../build/view.ts';

export function steps({ text, money, services }: View): Markup {
  const delivery = services.find(({ id }) => id === 'pickup-delivery')?.price?.amount ?? 0;
  return markup`<section class="section section-tinted" id="how" aria-labelledby="how-heading">
  <div class="wrap">
    <div class="section-head">
      <h2 id="how-heading">${text('steps.heading')}</h2>
      <p class="lead">${text('steps.lead')}</p>
    </div>
    <ol class="steps">
      <li><h3>${text('steps.ask.heading')}</h3><p>${text('steps.ask.text')}</p></li>
      <li><h3>${text('steps.bring.heading')}</h3><p>${text('steps.bring.text', { price: money(delivery) })}</p></li>
      <li><h3>${text('steps.ride.heading')}</h3><p>${text('steps.ride.text')}</p></li>
    </ol>
  </div>
</section>`;
}
