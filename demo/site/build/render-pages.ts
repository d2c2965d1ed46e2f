import { frame } from '../page/frame.ts';
import type { Catalogue } from './read-catalogue.ts';
import { createView, type View } from './view.ts';
import type { Markup } from './markup.ts';
import type { Texts } from './texts.ts';

/** A page of the site, the same in every language. */
export interface Page {
  /** Below the language's own address: empty, or `services`. */
  path: string;
  /** One that this page alone has. */
  script?: string;
  title: (view: View) => string;
  description: (view: View) => string;
  body: (view: View) => Markup;
}

/** Each page in each language; `file` is its place in the built folder. */
export function renderPages(pages: Page[], texts: Texts[], catalogue: Catalogue): { file: string; html: string }[] {
  const locales = texts.map(({ locale, text }) => ({ locale, name: text('language.name') }));
  return texts.flatMap((words) =>
    pages.map((page) => {
      const view = createView({ words, catalogue, locales, path: page.path });
      const file = `${view.address(page.path)}index.html`.slice(1);
      return { file, html: withoutIndentation(frame(page, view).html) };
    }),
  );
}

function withoutIndentation(html: string): string {
  return html.replace(/^\s+/gm, '');
}
