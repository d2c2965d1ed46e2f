import { markup, type Markup } from '../build/markup.ts';
import type { View } from '../build/view.ts';
import { PRICES } from './prices.ts';

export function hero(view: View): Markup {
  const { text, address } = view;
  return markup`<section class="hero" aria-labelledby="claim">
  <div class="hero-text wrap">
    <p class="eyebrow">${text('hero.place')}</p>
    <h1 id="claim">${text('hero.claim')}</h1>
    <p class="lead">${text('hero.lead')}</p>
    <p class="actions">
      <button class="button" type="button" data-open-chat>${text('hero.ask')}</button>
      <a class="button button-quiet" href="${address('services')}">${text('hero.prices')}</a>
    </p>
  </div>
  <svg class="hero-picture" viewBox="0 0 1440 520" preserveAspectRatio="xMidYMax meet" role="img" aria-label="${text('hero.illustration')}"><use href="/images/harbour.svg#harbour"></use></svg>
  <div class="facts-band">${facts(view)}</div>
</section>`;
}

function facts({ text, money }: View): Markup {
  return markup`<ul class="facts wrap" aria-label="${text('facts.label')}">
  <li><strong>${text('facts.estimate')}</strong> <span>${text('facts.estimateDetail')}</span></li>
  <li><strong>${text('facts.puncture', { price: money(PRICES.puncture) })}</strong> <span>${text('facts.punctureDetail')}</span></li>
  <li><strong>${text('facts.guarantee')}</strong> <span>${text('facts.guaranteeDetail')}</span></li>
</ul>`;
}
