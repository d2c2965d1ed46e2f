import { html } from 'lit';
import '../parts/texts/text-desk.ts';
import type { Page } from './page.ts';

export const localesPage: Page = {
  name: 'locales',
  path: /^\/locales$/,
  title: 'texts.title',
  home: '/locales',
  layout: 'split',
  render: ({ query }) => html`<text-desk .query=${query.toString()}></text-desk>`,
};
