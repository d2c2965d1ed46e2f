import { html } from 'lit';
import '../parts/lead-view.ts';
import type { Page } from './page.ts';

export const leadPage: Page = {
  name: 'leads',
  path: /^\/leads\/([\w-]+)$/,
  title: 'lead.title',
  layout: 'split',
  render: ({ id }) => html`<lead-view .leadId=${id}></lead-view>`,
};
