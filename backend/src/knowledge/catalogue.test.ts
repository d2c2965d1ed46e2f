import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContent } from '../content/content.ts';
import { ContentFault } from '../content/content-kind.ts';
import { createTestFolder, createTestLog, until } from '../content/content-test-tools.ts';
import { catalogueWordsKind } from './catalogue-words.ts';
import { catalogueKind } from './catalogue.ts';
import { readWords } from './knowledge.fixture.ts';
import { localizeServices } from './service.ts';

const files = {
  'knowledge/catalogue.yaml': `currency: EUR
services:
  - id: wheel
    price: { amount: 95, from: true }
`,
  'knowledge/catalogue.en.yaml': `services:
  wheel: { name: Wheel building, description: By hand., per: per wheel }
`,
  'knowledge/catalogue.ru.yaml': `services:
  wheel:
    name: Сборка колёс
    per: за колесо
`,
};

async function openCatalogue(context: Parameters<typeof createTestFolder>[0]) {
  const folder = await createTestFolder(context, files);
  const log = createTestLog();
  const content = createContent({ dir: folder.dir, kinds: [catalogueKind, catalogueWordsKind], log, watch: true });
  await content.start();
  context.after(() => content.stop());
  const options = {
    catalogue: content.view(catalogueKind),
    catalogueWords: content.view(catalogueWordsKind),
    words: await readWords(),
  };
  return { folder, log, services: (locale: string) => localizeServices(options, locale) };
}

test('a service is shown in the words of the locale, with English where it has none', async (t) => {
  const { services } = await openCatalogue(t);
  const [russian] = services('ru-RU');
  assert.equal(russian?.name, 'Сборка колёс');
  assert.equal(russian.description, 'By hand.');
  assert.equal(russian.price?.replaceAll('\u00a0', ' '), 'от 95 € за колесо');
  assert.equal(services('en')[0]?.price, 'from €95 per wheel');
});

test('words that are saved are said at once; broken ones are refused with file, line and reason', async (t) => {
  const { folder, log, services } = await openCatalogue(t);
  const path = 'knowledge/catalogue.ru.yaml';
  await folder.write(path, files[path].replace('Сборка', 'Спицовка'));
  await until(() => services('ru')[0]?.name === 'Спицовка колёс', 'the new name is there');
  await folder.write(path, `${files[path]}    nmae: Колесо\n`);
  await until(() => log.entries.some(({ level }) => level === 'error'), 'the broken file is refused');
  const refusal = log.entries.find(({ level }) => level === 'error')?.message;
  assert.match(String(refusal), /its last good version stays.*catalogue\.ru\.yaml:5: `services\.wheel\.nmae` is not a/);
  assert.equal(services('ru')[0]?.name, 'Спицовка колёс');
});

test('a wrong value and a repeated id are named with their line', () => {
  const text = files['knowledge/catalogue.yaml'];
  const faults: [text: string, line: number][] = [
    [text.replace('amount: 95', 'amount: much'), 4],
    [`${text}  - { id: wheel }\n`, 5],
  ];
  for (const [broken, line] of faults) {
    assert.throws(
      () => catalogueKind.parse(broken, 'knowledge/catalogue.yaml'),
      (error) => error instanceof ContentFault && error.line === line,
    );
  }
});
