import { html } from 'lit';
import '../parts/lead-table.ts';
import type { Page } from './page.ts';

export const leadsPage: Page = {
  name: 'leads',
  path: /^\/leads$/,
  title: 'leads.title',
  home: '/leads',
  layout: 'plain',
  render: ({ query }) => html`<lead-table .query=${query.toString()}></lead-table>`,
};
