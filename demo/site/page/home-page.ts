import { markup } from '../build/markup.ts';
import type { Page } from '../build/render-pages.ts';
import { hero } from './hero.ts';
import { serviceCards } from './service-cards.ts';
import { steps } from './steps.ts';
import { visit } from './visit.ts';
import { voices } from './voices.ts';

export const homePage: Page = {
  path: '',
  title: ({ text }) => text('home.title'),
  description: ({ text }) => text('home.description'),
  body: (view) => markup`${hero(view)}
${serviceCards(view)}
${steps(view)}
${voices(view)}
${visit(view)}`,
};
