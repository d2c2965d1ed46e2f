import { conversationsPage } from './conversations-page.ts';
import { leadPage } from './lead-page.ts';
import { leadsPage } from './leads-page.ts';
import { localesPage } from './locales-page.ts';
import type { Page } from './page.ts';

export type { Page };

/** Every page of the console; those with a `home` stand in the header in this order. */
export const pages: Page[] = [leadsPage, leadPage, conversationsPage, localesPage];
