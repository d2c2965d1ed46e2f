import { markup, type Markup } from '../build/markup.ts';
import type { View } from '../build/view.ts';

const PHONE = '+353 20 910 0142';
const MAIL = 'hello@velo-harbour.example';

export function visit(view: View): Markup {
  const { text } = view;
  return markup`<section class="section section-deep" id="visit" aria-labelledby="visit-heading">
  <div class="visit wrap">
    <div class="section-head">
      <h2 id="visit-heading">${text('visit.heading')}</h2>
      <p class="lead">${text('visit.lead')}</p>
    </div>
    ${hours(view)}
    ${address(view)}
    <div>
      <h3>${text('visit.contact')}</h3>
      <p><a href="tel:${PHONE.replaceAll(' ', '')}"><bdi>${PHONE}</bdi></a><br><a href="mailto:${MAIL}">${MAIL}</a></p>
      <p><button class="button" type="button" data-open-chat>${text('visit.chat')}</button></p>
    </div>
  </div>
</section>`;
}

function hours({ text }: View): Markup {
  return markup`<div>
  <h3>${text('visit.hours')}</h3>
  <dl class="hours">
    <div><dt>${text('visit.weekdays')}</dt><dd>${text('visit.weekdaysTime')}</dd></div>
    <div><dt>${text('visit.saturday')}</dt><dd>${text('visit.saturdayTime')}</dd></div>
    <div><dt>${text('visit.sunday')}</dt><dd>${text('visit.closed')}</dd></div>
  </dl>
</div>`;
}

function address({ text }: View): Markup {
  return markup`<div>
  <h3>${text('visit.address')}</h3>
  <address>${text('visit.street')}<br>${text('visit.town')}</address>
  <p class="quiet">${text('visit.transport')}</p>
</div>`;
}
