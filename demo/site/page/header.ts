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
  const links = all.map(
    ({ locale: tag, name, href }) =>
      markup`<a href="${href}" hreflang="${tag}" lang="${tag}"${tag === locale ? markup` aria-current="true"` : ''}>${name}</a>`,
  );
  return markup`<div class="languages">
    <button type="button" popovertarget="languages" aria-label="${text('language.choose')}: ${text('language.name')}">${text('language.name')}</button>
    <nav id="languages" popover aria-label="${text('language.choose')}">${links}</nav>
  </div>`;
}
