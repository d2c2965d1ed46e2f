import { markup, type Markup } from '../build/markup.ts';
import type { Service } from '../build/read-catalogue.ts';
import type { Page } from '../build/render-pages.ts';
import type { View } from '../build/view.ts';
import { icon } from './icon.ts';
import { jobs } from './jobs.ts';
import { priceOf } from './price-of.ts';
import { visit } from './visit.ts';

export const servicesPage: Page = {
  path: 'services',
  title: ({ text }) => text('servicesPage.title'),
  description: ({ text }) => text('servicesPage.description'),
  body: (view) => markup`${opening(view)}
<div class="section-tight wrap">${view.services.map((service) => details(service, view))}</div>
${jobs(view)}
${visit(view)}`,
};

function opening({ text, services }: View): Markup {
  const links = services.map(({ id, name }) => markup`<li><a href="#${id}">${name}</a></li>`);
  return markup`<section class="opening" aria-labelledby="page-heading">
  <div class="wrap">
    <h1 id="page-heading">${text('servicesPage.heading')}</h1>
    <p class="lead">${text('servicesPage.lead')}</p>
    <p class="actions"><button class="button" type="button" data-open-chat data-question="${text('servicesPage.help')}">${text('servicesPage.help')}</button></p>
    <nav aria-label="${text('servicesPage.contents')}"><ul class="chips">${links}</ul></nav>
  </div>
</section>`;
}

function details(service: Service, view: View): Markup {
  const { text } = view;
  const question = text('servicesPage.question', { service: service.name });
  return markup`<article class="service" id="${service.id}" aria-labelledby="${service.id}-name">
  ${icon(service.id)}
  <div class="service-text">
    <h2 id="${service.id}-name">${service.name}</h2>
    <p>${service.description}</p>
  </div>
  <dl class="service-terms">
    <div><dt>${text('servicesPage.price')}</dt><dd>${priceOf(service, view)}</dd></div>
    <div><dt>${text('servicesPage.duration')}</dt><dd>${service.duration}</dd></div>
  </dl>
  <button class="button button-quiet" type="button" data-open-chat data-question="${question}" aria-describedby="${service.id}-name">${text('servicesPage.ask')}</button>
</article>`;
}
