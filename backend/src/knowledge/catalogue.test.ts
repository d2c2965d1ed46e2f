import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContentFault } from '../content/content-kind.ts';
import { catalogueKind } from './catalogue.ts';
import { readWords } from './knowledge.fixture.ts';
import { localizeService } from './service.ts';

const path = 'knowledge/catalogue.yaml';
const text = `currency: EUR
services:
  - id: wheel
    price: { amount: 95, from: true, per: { en: per wheel, ru: за колесо } }
    name: { en: Wheel building, ru: Сборка колёс }
    description: { en: By hand. }
`;

test('a service is shown in the words of the locale, with English where it has none', async () => {
  const words = await readWords();
  const catalogue = catalogueKind.parse(text, path);
  const [service] = catalogue.services;
  assert.ok(service);
  const russian = localizeService(service, catalogue, { locale: 'ru-RU', words });
  assert.equal(russian.name, 'Сборка колёс');
  assert.equal(russian.description, 'By hand.');
  assert.equal(russian.price?.replaceAll('\u00a0', ' '), 'от 95 € за колесо');
  assert.equal(localizeService(service, catalogue, { locale: 'en', words }).price, 'from €95 per wheel');
});

test('a wrong value and a repeated id are named with their line', () => {
  const faults: [text: string, line: number][] = [
    [text.replace('amount: 95', 'amount: much'), 4],
    [`${text}  - { id: wheel, name: { en: Again }, description: { en: Again } }\n`, 7],
  ];
  for (const [broken, line] of faults) {
    assert.throws(
      () => catalogueKind.parse(broken, path),
      (error) => error instanceof ContentFault && error.line === line,
    );
  }
});
