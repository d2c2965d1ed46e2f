import { markup, type Markup } from '../build/markup.ts';
import type { View } from '../build/view.ts';
import { icon } from './icon.ts';

export function footer({ text, address }: View): Markup {
  return markup`<footer class="footer">
  <div class="footer-inner wrap">
    <div>
      <p class="brand">${icon('brand')}<span>${text('name')}</span></p>
      <p class="quiet">${text('footer.line')}</p>
    </div>
    <nav class="footer-nav" aria-label="${text('footer.nav')}">
      <a href="${address('services')}">${text('header.services')}</a>
      <a href="${address('')}#how">${text('header.steps')}</a>
      <a href="${address('')}#visit">${text('header.visit')}</a>
      <a href="${address('playground')}">${text('footer.playground')}</a>
      <a href="/examples/">${text('footer.examples')}</a>
      <a href="#top">${text('footer.top')}</a>
    </nav>
    <p class="footer-note quiet">${text('footer.fiction')} <a href="/admin">${text('footer.console')}</a></p>
  </div>
</footer>`;
}
