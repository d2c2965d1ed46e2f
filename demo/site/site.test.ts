import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { readCatalogue } from './build/read-catalogue.ts';
import { MAIN_LOCALE, readTexts } from './build/read-texts.ts';
import { PRICES } from './page/prices.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const LOCALES = readTexts(join(root, 'locales')).map(({ locale }) => locale);
const PAGES = LOCALES.flatMap((locale) =>
  ['', 'services/', 'playground/'].map((path) => ({ locale, page: `${folderOf(locale)}${path}index.html` })),
);
const services = readCatalogue(join(root, 'prompts/knowledge')).servicesIn('en');
let out: string;

before(async () => {
  out = mkdtempSync(join(tmpdir(), 'site-'));
  const configFile = join(root, 'demo/vite.site.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: out } });
});
after(() => rmSync(out, { recursive: true }));

for (const { locale, page } of PAGES) {
  test(`${page} has its language, a title, a description and the tag of the chat`, () => {
    const html = read(page);
    assert.ok(html.includes(`<html lang="${locale}"${locale === 'ar' ? ' dir="rtl"' : ''}>`));
    assert.match(html, /<title>[^<]{10,}<\/title>/);
    assert.match(html, new RegExp(`<meta name="description" content="[^"]{${locale === 'zh' ? 20 : 40},}">`));
    assert.match(html, /<script type="module" src="\/agent-chat\.js"\s*><\/script>/);
    assert.match(html, /<agent-chat><\/agent-chat>/);
  });

  test(`${page} carries no script or style of its own and asks no other host`, () => {
    const html = read(page);
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
    assert.doesNotMatch(html, /(src|href)="(https?:)?\/\/|data:/);
  });

  test(`${page} leaves no placeholder open`, () => {
    assert.doesNotMatch(read(page), /\{\{|\}\}|undefined|NaN|\[object/);
  });

  test(`every link of ${page} leads to a page, a file or a place on it`, () => {
    const targets = [...read(page).matchAll(/(?:href|src)="([/#][^"]*)"/g)].map((match) => match[1]!);
    const served = /^\/(admin|agent-chat\.js)$/;
    for (const target of targets.filter((target) => !served.test(target))) {
      const [path, anchor] = target.split('#') as [string, string?];
      const text = read(path === '' ? page : fileOf(path));
      if (anchor) assert.ok(text.includes(`id="${anchor}"`), target);
    }
  });
}

test('every language has every service at the place that the catalogue names', () => {
  for (const { id } of services) {
    for (const page of LOCALES.map((locale) => `${folderOf(locale)}services/index.html`)) {
      assert.ok(read(page).includes(`id="${id}"`), `${page}#${id}`);
    }
  }
});

test('names and prices are written as the language writes them', () => {
  assert.match(read('index.html'), /from €95 <small>per wheel/);
  assert.match(read('ru/index.html'), /от 95\u00a0€ <small>за колесо/);
});

test('the prices of small jobs are those of the questions and answers', () => {
  const answers = readFileSync(join(root, 'prompts/knowledge/faq.en.md'), 'utf8');
  const sentences: Record<keyof typeof PRICES, RegExp> = {
    askFirst: /nothing above \*\*€(\d+)/,
    hour: /not on the list costs €(\d+) an hour/,
    puncture: /A puncture costs \*\*€(\d+)/,
    tyre: /Changing a tyre costs \*\*€(\d+)/,
    chain: /fitting a chain costs \*\*€(\d+)/,
    truing: /Truing a wheel costs \*\*€(\d+)/,
    pads: /Changing brake pads costs \*\*€(\d+)/,
    gears: /Adjusting the gears alone is €(\d+)/,
    wash: /a wash by hand with chain cleaning and fresh oil costs \*\*€(\d+)/,
    battery: /battery test costs €(\d+)/,
  };
  const named = Object.entries(sentences).map(([job, pattern]) => [job, Number(pattern.exec(answers)?.[1])]);
  assert.deepEqual(Object.fromEntries(named), PRICES);
});

test('address, hours and contact are those of the questions and answers', () => {
  for (const [page, tag] of [
    ['index.html', 'en'],
    ['ru/index.html', 'ru'],
  ] as const) {
    const answers = readFileSync(join(root, `prompts/knowledge/faq.${tag}.md`), 'utf8');
    const street = tag === 'en' ? 'Harbour Street 12' : 'Портовая улица, 12';
    for (const fact of [street, '9:00', '18:00', '10:00', '15:00', '+353 20 910 0142', 'hello@velo-harbour.example']) {
      assert.ok(read(page).includes(fact), `${page}: ${fact}`);
      assert.ok(answers.includes(fact), `faq.${tag}.md: ${fact}`);
    }
  }
});

test('one language of the whole site, without its links to the others, weighs less than 60 kB before compression', () => {
  const pages = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => /^ru\b.*\.html$/.test(file));
  const bytes = [...withWhatTheyName(pages)].reduce((sum, file) => sum + weightOf(file), 0);
  assert.ok(bytes < 60_000, `${bytes} bytes`);
});

/** The pages and, of the built files, all that they and those load. */
function withWhatTheyName(files: string[]): Set<string> {
  const found = new Set(files);
  for (const file of found) {
    for (const [, name] of read(file).matchAll(/([\w-]+-[\w-]{8}\.(?:js|css|svg))/g)) found.add(`assets/${name}`);
  }
  return found;
}

function weightOf(file: string): number {
  if (!file.endsWith('.html')) return statSync(join(out, file)).size;
  return Buffer.byteLength(read(file).replace(/<link rel="alternate"[^>]*>|<a [^>]*hreflang=.*?<\/a>/g, ''));
}

function folderOf(locale: string): string {
  return locale === MAIN_LOCALE ? '' : `${locale}/`;
}

function read(file: string): string {
  return readFileSync(join(out, file), 'utf8');
}

function fileOf(path: string): string {
  return /\.\w+$/.test(path) ? path.slice(1) : join(path.slice(1), 'index.html');
}
