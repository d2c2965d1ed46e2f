import { markup, type Markup } from '../build/markup.ts';
import type { Page } from '../build/render-pages.ts';
import type { View } from '../build/view.ts';
import { footer } from './footer.ts';
import { header } from './header.ts';

/** What stands around every page. Addresses that begin with `/` and are no page lie in this folder; the build puts in their final names. */
export function frame(page: Page, view: View): Markup {
  return markup`<!doctype html>
<html lang="${view.locale}"${view.direction && markup` dir="${view.direction}"`}>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${page.title(view)}</title>
    <meta name="description" content="${page.description(view)}">
    <link rel="icon" href="/images/favicon.svg" type="image/svg+xml">
    ${view.languages.map(alternate)}
    <link rel="stylesheet" href="/styles/index.css">
    <script type="module" src="/open-chat.ts"></script>
    <script type="module" src="/track-prices.ts"></script>
    ${page.script && markup`<script type="module" src="${page.script}"></script>`}
    <script type="module" src="/agent-chat.js" vite-ignore></script>
  </head>
  <body id="top">
    <a class="skip" href="#content">${view.text('header.skip')}</a>
    ${header(view)}
    <main id="content" tabindex="-1">${page.body(view)}</main>
    ${footer(view)}
    <agent-chat></agent-chat>
  </body>
</html>
`;
}

function alternate({ locale, href }: View['languages'][number]): Markup {
  return markup`<link rel="alternate" hreflang="${locale}" href="${href}" vite-ignore>`;
}
