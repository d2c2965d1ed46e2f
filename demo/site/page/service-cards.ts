import { markup, type Markup } from '../build/markup.ts';
import type { Service } from '../build/read-catalogue.ts';
import type { View } from '../build/view.ts';
import { icon } from './icon.ts';
import { priceOf } from './price-of.ts';
import { PRICES } from './prices.ts';

export function serviceCards(view: View): Markup {
  const { text, money, address, services } = view;
  return markup`<section class="section wrap" aria-labelledby="services-heading">
  <div class="section-head">
    <h2 id="services-heading">${text('services.heading')}</h2>
    <p class="lead">${text('services.lead', { price: money(PRICES.askFirst) })}</p>
  </div>
  <ul class="cards">${services.map((service) => card(service, view))}</ul>
  <p class="section-foot"><a class="more" href="${address('services')}">${text('services.all')}</a></p>
</section>`;
}

function card(service: Service, view: View): Markup {
  return markup`<li class="card">
  ${icon(service.id)}
  <h3><a href="${view.address('services')}#${service.id}">${service.name}</a></h3>
  <p class="quiet">${service.description}</p>
  <p class="card-foot">${priceOf(service, view)}<span class="quiet">${service.duration}</span></p>
</li>`;
}
