import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Prompt } from '../content/kinds/prompt.ts';
import type { Site } from '../content/kinds/site.ts';
import type { SiteTexts } from '../content/site-view.ts';
import { turnInput, type TurnContext } from '../conversation/responder.ts';
import { createSystemPrompt } from './system-prompt.ts';

const BODY = '{{date}}|{{locale_name}}|{{knowledge}}';
const prompt: Prompt = { name: 'agent', locale: 'en', variables: [], body: BODY };
const site = { id: 'default', name: 'Velo', officeHours: { timezone: 'Europe/Dublin' } } as Site;
const office = { open: false, opensAt: '2026-11-27T09:00:00.000Z', timezone: 'Europe/Dublin' };
const context: TurnContext = {
  ...{ turnId: 't', conversationId: 'c', contactId: 'p', siteId: 'default', channel: 'web', languageOffered: false },
  ...{ locale: 'de', input: turnInput([]), signal: new AbortController().signal },
};

function render(timeZone: string | undefined, missed = (_miss: { tag: string; key: string }) => {}) {
  const make = createSystemPrompt({
    prompts: { get: (path) => (path === 'system/agent.en.md' ? prompt : undefined), all: () => new Map(), version: 1 },
    sites: {
      site: () => site,
      agent: () => undefined,
      page: () => ({ proactive: [], office }),
    } as unknown as SiteTexts,
    pages: { get: () => ({ url: 'https://shop.example/', timeZone }) },
    missed,
  });
  return make(context, { knowledge: 'facts', memory: '', page: '' });
}

test('the model is told day and time on the visitor’s clock, and when people are there by it', () => {
  const [date, name, knowledge] = render('Asia/Tokyo').split('|');
  assert.match(date!, /^\w+, \d+\. \S+ \d{4} um \d\d:\d\d \(Asia\/Tokyo\)$/);
  assert.equal(name, 'Deutsch');
  assert.match(
    knowledge!,
    /^facts\n\nPeople .* no, again from Freitag, 27\. November 2026 um 18:00 \(its time zone: Europe\/Dublin\)\.$/,
  );
});

test('where his time zone is not known the clock is that of the business', () => {
  assert.match(render(undefined), /\(Europe\/Dublin\)\|/);
});

test('a prompt that a language lacks is noted', () => {
  const misses: unknown[] = [];
  render(undefined, (miss) => misses.push(miss));
  assert.deepEqual(misses, [{ tag: 'de', key: 'prompt:agent' }]);
});
