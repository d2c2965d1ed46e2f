import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MessageEntity } from 'grammy/types';
import { describe, test } from 'node:test';
import type { FormattedText } from './formatted-text.ts';
import { markdownToTelegram } from './markdown-to-telegram.ts';
import { splitText } from './split-text.ts';
import { markdownText } from './test-markdown.ts';

/** `[bold:words]` around what an entity covers. */
function marked({ text, entities }: FormattedText): string {
  const opening = new Map<number, string>();
  const closing = new Map<number, string>();
  for (const entity of entities) {
    const detail =
      entity.type === 'text_link' ? ` ${entity.url}` : entity.type === 'pre' ? ` ${entity.language ?? ''}` : '';
    const end = entity.offset + entity.length;
    opening.set(entity.offset, `${opening.get(entity.offset) ?? ''}[${entity.type}${detail.trimEnd()}:`);
    closing.set(end, `${closing.get(end) ?? ''}]`);
  }
  const letters = [...Array(text.length + 1).keys()];
  return letters.map((at) => `${closing.get(at) ?? ''}${opening.get(at) ?? ''}${text[at] ?? ''}`).join('');
}

const cases: [string, string, string][] = [
  [
    'bold and italic',
    '**bold** and *italic*, __too__ and _so_',
    '[bold:bold] and [italic:italic], [bold:too] and [italic:so]',
  ],
  ['both at once', '***both***', '[bold:[italic:both]]'],
  ['emphasis in emphasis', '**bold *and italic***', '[bold:bold [italic:and italic]]'],
  ['strike-through', '~~€59~~ €49', '[strikethrough:€59] €49'],
  ['code', 'run `npm **start**` now', 'run [code:npm **start**] now'],
  ['code apart from the emphasis around it', '**see `x` now**', '[bold:see ][code:x][bold: now]'],
  ['a fenced block with its language', 'So:\n```js\nlet a = "*";\n```\nDone', 'So:\n\n[pre js:let a = "*";]\n\nDone'],
  [
    'a link',
    'See [our *prices*](https://velo.example/prices "Prices").',
    'See [text_link https://velo.example/prices:our [italic:prices]].',
  ],
  ['a bare address as it stands', 'See https://velo.example/a_b_c?x=_y_.', 'See https://velo.example/a_b_c?x=_y_.'],
  ['a mail link, readable', '[Write to us](mailto:hello@velo.example?subject=Hi)', 'Write to us (hello@velo.example)'],
  ['a phone link that says its number', '[+49 30 1234](tel:+49301234)', '+49 30 1234 (+49301234)'],
  ["a link to one's own computer, readable", '[Shop](http://localhost:3000/shop)', 'Shop (http://localhost:3000/shop)'],
  ['a dangerous link without its target', '[click](javascript:alert(1))', 'click'],
  ['a picture as its description', 'Look: ![a red bike](https://x.example/a.png)', 'Look: a red bike'],
  ['headings as bold lines', '# Prices\nTune-up: €49', '[bold:Prices]\n\nTune-up: €49'],
  ['lists', '- one\n- **two**\n  - deeper\n\n3. three\n4. four', '• one\n• [bold:two]\n  • deeper\n3. three\n4. four'],
  ['a quote', '> wise\n> words\n\nsaid', '[blockquote:wise\nwords]\n\nsaid'],
  ['a table as rows', '| Job | Price |\n|---|---:|\n| Tune-up | **€49** |', '[bold:Job | Price]\nTune-up | [bold:€49]'],
  ['line breaks', 'one\ntwo\\\nthree\n\nfour', 'one\ntwo\nthree\n\nfour'],
  ['escapes', '\\*not bold\\* 2\\. no', '*not bold* 2. no'],
  [
    'stars and underscores of ordinary text',
    '2 * 3 * 4, snake_case_name, **open',
    '2 * 3 * 4, snake_case_name, **open',
  ],
  ['emoji by UTF-16 units', '👍🏽 **да** 🚲', '👍🏽 [bold:да] 🚲'],
  ['control characters as spaces', 'a\0b\r\nc', 'a b\nc'],
  ['nothing', ' \n \n', ''],
];

describe('Markdown for Telegram', () => {
  for (const [name, markdown, expected] of cases) {
    test(`shows ${name}`, () => assert.equal(marked(markdownToTelegram(markdown)), expected));
  }

  test('has well-formed entities in 10,000 texts, whole and split, and loses no word', () => {
    fc.assert(
      fc.property(markdownText, fc.integer({ min: 20, max: 200 }), (markdown, limit) => {
        const whole = markdownToTelegram(markdown);
        checkEntities(whole);
        const parts = splitText(whole, limit);
        for (const part of parts) {
          checkEntities(part);
          assert.ok(part.text.length > 0 && part.text.length <= limit, `${part.text.length} units`);
          assert.equal(part.text, part.text.trim());
        }
        assert.equal(
          parts
            .map(({ text }) => text)
            .join('')
            .replace(/\s/g, ''),
          whole.text.replace(/\s/g, ''),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  test('takes hostile nesting in no time', () => {
    const before = process.cpuUsage();
    for (const hostile of [
      '*a '.repeat(5_000),
      '['.repeat(20_000),
      '> '.repeat(5_000),
      '`a``b'.repeat(4_000),
      '- '.repeat(5_000),
      '|-'.repeat(9_000),
    ]) {
      checkEntities(markdownToTelegram(hostile));
      checkEntities(markdownToTelegram(`${hostile}\n`.repeat(3)));
    }
    const { user } = process.cpuUsage(before);
    assert.ok(user < 2_000_000, `${user / 1000} ms of computing`);
  });
});

describe('a text over the limit', () => {
  const split = (text: string, limit: number, entities: MessageEntity[] = []) => splitText({ text, entities }, limit);
  const texts = (text: string, limit: number) => split(text, limit).map((part) => part.text);

  test('is cut between paragraphs, else between lines, else between words', () => {
    assert.deepEqual(texts('first one\n\nsecond a\nb', 16), ['first one', 'second a\nb']);
    assert.deepEqual(texts('first one\nsecond a b', 16), ['first one', 'second a b']);
    assert.deepEqual(texts('first second third', 14), ['first second', 'third']);
    assert.deepEqual(texts('firstsecondthird', 8), ['firstsec', 'ondthird']);
  });

  test('uses the limit to its last unit', () => {
    assert.deepEqual(texts('eight by eight ok', 8), ['eight by', 'eight ok']);
    assert.deepEqual(texts('x'.repeat(4096), 4096).length, 1);
  });

  test('never cuts a pair of surrogates', () => {
    assert.deepEqual(texts('🚲🚲🚲', 3), ['🚲', '🚲', '🚲']);
  });

  test('goes on with an entity in the next part', () => {
    assert.deepEqual(split('very bold words', 9, [{ type: 'bold', offset: 5, length: 10 }]), [
      { text: 'very bold', entities: [{ type: 'bold', offset: 5, length: 4 }] },
      { text: 'words', entities: [{ type: 'bold', offset: 0, length: 5 }] },
    ]);
  });
});

function checkEntities({ text, entities }: FormattedText): void {
  assert.ok(text.isWellFormed());
  entities.forEach((entity, index) => {
    const end = entity.offset + entity.length;
    assert.ok(entity.length > 0 && entity.offset >= 0 && end <= text.length, JSON.stringify(entity));
    assert.ok(text.slice(entity.offset, end).isWellFormed(), 'an entity cuts a symbol');
    if (entity.type === 'text_link') assert.match(entity.url, /^https?:\/\/[^/]+\.[^/]+/);
    for (const other of entities.slice(index + 1)) checkPair(entity, other);
  });
}

/** Sorted from outer to inner; within each other or apart, and nothing but a quote around code. */
function checkPair(outer: MessageEntity, inner: MessageEntity): void {
  const outerEnd = outer.offset + outer.length;
  assert.ok(outer.offset <= inner.offset);
  if (inner.offset >= outerEnd) return;
  assert.ok(inner.offset + inner.length <= outerEnd, 'entities overlap');
  assert.notEqual(outer.type, inner.type);
  assert.ok(outer.type !== 'code' && outer.type !== 'pre', 'something within code');
  assert.ok((inner.type !== 'code' && inner.type !== 'pre') || outer.type === 'blockquote', 'code within something');
}
