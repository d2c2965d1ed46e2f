import { markup, type Markup } from '../build/markup.ts';
import type { View } from '../build/view.ts';
import { icon } from './icon.ts';

export function header(view: View): Markup {
  const { text, address } = view;
  return markup`<header class="header">
  <div class="header-inner wrap">
    <a class="brand" href="${address('')}" aria-label="${text('header.home')}">${icon('brand')}<span>${text('name')}</span></a>
    <nav class="nav" aria-label="${text('header.nav')}">
      <a href="${address('services')}">${text('header.services')}</a>
      <a href="${address('')}#how">${text('header.steps')}</a>
      <a href="${address('')}#visit">${text('header.visit')}</a>
    </nav>
    ${languages(view)}
  </div>
</header>`;
}

function languages({ text, locale, languages: all }: View): Markup {
  const others = all.filter((language) => language.locale !== locale);
  return markup`<nav class="languages" aria-label="${text('language.choose')}">${others.map(
    (other) => markup`<a href="${other.href}" hreflang="${other.locale}" lang="${other.locale}">${other.name}</a>`,
  )}</nav>`;
}
