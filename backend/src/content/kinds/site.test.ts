import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ContentFault } from '../content-kind.ts';
import { isOriginAllowed, siteById, siteKind, type Site } from './site.ts';

const text = `sites:
  - id: default
    name: { en: Shop, ru: Магазин }
    origins: [self, 'https://shop.example']
    agent: consultant
    locales: [en, ru]
    country: IE
    channels: [telegram]
  - id: blog
    name: Blog
    origins: ['*']
    agent: consultant
    locales: [en]
    country: DE
`;

function parse(changed: (text: string) => string = (same) => same): Site[] {
  return siteKind.parse(changed(text), 'sites.yaml');
}

function faultOf(changed: (text: string) => string): ContentFault {
  try {
    parse(changed);
  } catch (error) {
    assert.ok(error instanceof ContentFault);
    return error;
  }
  return assert.fail('the text was accepted');
}

test('the shipped sites are accepted', async () => {
  const shipped = await readFile(new URL('../../../../prompts/sites.yaml', import.meta.url), 'utf8');
  assert.equal(siteKind.parse(shipped, 'sites.yaml')[0]?.id, 'default');
});

test('a site is found by its id, the default one without', () => {
  const view = { all: () => new Map([['sites.yaml', parse()]]), get: () => undefined, version: 1 };
  assert.equal(siteById(view)?.country, 'IE');
  assert.deepEqual(siteById(view, 'blog')?.channels, []);
  assert.equal(siteById(view, 'none'), undefined);
});

test('only the listed origins, the own one by `self` and any by `*` may open a chat', () => {
  const [shop, blog] = parse() as [Site, Site];
  assert.equal(isOriginAllowed(shop, 'http://localhost:3000', true), true);
  assert.equal(isOriginAllowed(shop, 'https://shop.example', false), true);
  assert.equal(isOriginAllowed(shop, 'https://shop.example.evil.example', false), false);
  assert.equal(isOriginAllowed(shop, 'self', false), false);
  assert.equal(isOriginAllowed(shop, '*', false), false);
  assert.equal(isOriginAllowed(blog, 'https://any.example', false), true);
  assert.equal(isOriginAllowed({ ...shop, origins: ['https://shop.example'] }, 'http://localhost:3000', true), false);
});

test('an origin with a path, a scheme of its own or no scheme is refused on its line', () => {
  for (const wrong of ['https://shop.example/', 'shop.example', 'ftp://shop.example', 'https://*.example', 'null']) {
    const fault = faultOf((good) => good.replace("'https://shop.example'", `'${wrong}'`));
    assert.equal(fault.line, 4, wrong);
    assert.match(fault.message, /sites\.0\.origins\.1/);
  }
});

test('`*` beside another origin is refused', () => {
  assert.equal(faultOf((good) => good.replace("['*']", "['*', self]")).line, 11);
});

test('an id that stands twice and a file without the default site are refused', () => {
  assert.equal(faultOf((good) => good.replace('id: blog', 'id: default')).line, 9);
  assert.match(faultOf((good) => good.replace('id: default', 'id: shop')).message, /default/);
});

test('a language or a country that is none is refused', () => {
  assert.equal(faultOf((good) => good.replace('[en, ru]', '[en, russian language]')).line, 6);
  assert.equal(faultOf((good) => good.replace('IE', 'Ireland')).line, 7);
});

const withRules = (rules: string) => (shop: string) =>
  shop.replace('    channels: [telegram]\n', `    channels: [telegram]\n${rules}`);
const rule = (id: string, when: string) => `      - { id: ${id}, when: ${when}, text: agent:proactive.hello }\n`;

test('a rule for speaking first is filled in; one that nothing would ever start, and a second of its name, are refused on their lines', () => {
  const [shop] = parse(withRules(`    proactive:\n${rule('hello', '{ delay: 20, url: /prices/** }')}`));
  assert.deepEqual(shop!.proactive, [
    {
      id: 'hello',
      when: { delay: 20, url: '/prices/**' },
      text: 'agent:proactive.hello',
      quickReplies: [],
      outsideHours: 'show',
    },
  ]);
  assert.equal(parse()[0]!.proactive.length, 0);
  const idle = faultOf(withRules(`    proactive:\n${rule('hello', '{ url: /prices }')}`));
  assert.equal(idle.line, 10);
  assert.match(idle.message, /something that happens/);
  const event = faultOf(withRules(`    proactive:\n${rule('hello', '{ event: { name: "Not a name" } }')}`));
  assert.equal(event.line, 10);
  const twice = faultOf(withRules(`    proactive:\n${rule('hello', '{ delay: 1 }')}${rule('hello', '{ idle: 1 }')}`));
  assert.deepEqual([twice.line, twice.found], [11, 'hello']);
});

const office = (timezone: string, day: string, holiday: string) => `    officeHours:
      timezone: ${timezone}
      days:
        mon: [${day}]
      holidays: [${holiday}]
      away: { text: agent:away.text }
`;

test('office hours need a time zone, ranges that end after they begin, and days that exist', () => {
  const good = "{ from: '09:00', to: '24:00' }";
  const [shop] = parse(withRules(office('Europe/Dublin', good, "02-29, '2026-12-28'")));
  assert.deepEqual(shop!.officeHours?.holidays, ['02-29', '2026-12-28']);
  const lineOf = (...parts: [string, string, string]) => faultOf(withRules(office(...parts))).line;
  assert.equal(lineOf('Mars/Olympus', good, '12-25'), 10);
  assert.equal(lineOf('Europe/Dublin', "{ from: '18:00', to: '09:00' }", '12-25'), 12);
  assert.equal(lineOf('Europe/Dublin', "{ from: '9', to: '18:00' }", '12-25'), 12);
  assert.equal(lineOf('Europe/Dublin', good, '02-30'), 13);
});
