import { join } from 'node:path';
import type { Plugin } from 'vite';
import { homePage } from '../page/home-page.ts';
import { playgroundPage } from '../page/playground-page.ts';
import { servicesPage } from '../page/services-page.ts';
import { renderExamples } from './example-pages.ts';
import { readCatalogue } from './read-catalogue.ts';
import { readTexts } from './read-texts.ts';
import { renderPages, type Page } from './render-pages.ts';

const PAGES: Page[] = [homePage, servicesPage, playgroundPage];

/**
 * Gives Vite every page of the site in every language of `locales/`, and the examples, as HTML files that stand nowhere on disk.
 * `root` is the folder with `locales/` and `prompts/`.
 */
export function sitePages({ root }: { root: string }): Plugin {
  let pages = new Map<string, string>();
  return {
    name: 'site-pages',
    config({ root: site = '' }) {
      const texts = readTexts(join(root, 'locales'));
      const catalogue = readCatalogue(join(root, 'prompts/knowledge'));
      const files = [...renderPages(PAGES, texts, catalogue), ...renderExamples(site)];
      pages = new Map(files.map(({ file, html }) => [join(site, file), html]));
      return { build: { rolldownOptions: { input: [...pages.keys()] } } };
    },
    resolveId: (id) => (pages.has(id) ? id : undefined),
    load: (id) => pages.get(id),
  };
}
