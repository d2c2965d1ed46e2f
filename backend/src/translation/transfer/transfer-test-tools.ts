import fc from 'fast-check';
import { compareForms, wantedForms, type Forms } from '../forms.ts';
import type { TranslationState } from '../translation-state.ts';
import type { TransferFile } from './transfer-format.ts';
import { sourceForm } from './transfer-texts.ts';

const HARD_LETTERS = `"|'|\n|\r\n|\r|\t| |\\|\\n|=|+|-|@|,|;|<b>|</target>|&amp;|]]>|%s|#,|\u0007`.split('|');
const HARD_WORDS = '{{name}}|{{count}}|{{ name }}|{{name, number}}|مرحبا|\u202E|👩‍👩‍👧|e\u0301|\u00a0|\u2028|\uFEFF'.split(
  '|',
);

const piece = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(...HARD_LETTERS),
  fc.constantFrom(...HARD_WORDS),
);
const filled = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '');
const maybeEmpty = fc.oneof({ weight: 4, arbitrary: filled }, fc.constant(''));

const name = fc.stringMatching(/^[a-z][a-zA-Z\d-]{0,6}$/);
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'));
const key = fc.tuple(name, path).map((parts) => parts.join(':'));

const cardinal = { one: filled, other: filled };
const ordinal = { ordinal_one: filled, ordinal_two: filled, ordinal_few: filled, ordinal_other: filled };
const english: fc.Arbitrary<Forms> = fc.oneof(
  fc.record({ text: filled }),
  fc.record(cardinal),
  fc.record({ ...cardinal, ...ordinal }),
);

const entry = fc.record({
  key,
  english,
  hasZero: fc.boolean(),
  state: fc.constantFrom<TranslationState>('draft', 'stale', 'done'),
  /** As many as any language has forms, cardinal and ordinal. */
  targets: fc.array(maybeEmpty, { minLength: 13, maxLength: 13 }),
});

/** A language with texts that are hard for some format: quotes, line ends, markup, formulas, emoji, right to left, all plural forms. */
export const anyTransferFile: fc.Arbitrary<TransferFile> = fc
  .record({
    tag: fc.constantFrom('ru', 'ar', 'zh', 'fr', 'pt-BR', 'pl', 'br', 'de'),
    entries: fc.uniqueArray(entry, { selector: (one) => one.key.toLowerCase(), minLength: 1, maxLength: 5 }),
  })
  .map(({ tag, entries }) => ({ tag, texts: entries.flatMap((one) => textsOf(tag, one)) }));

function textsOf(tag: string, one: typeof entry extends fc.Arbitrary<infer T> ? T : never): TransferFile['texts'] {
  const zero = one.hasZero && 'one' in one.english ? ['zero'] : [];
  const forms = [...new Set([...wantedForms(tag, one.english), ...zero])].toSorted(compareForms);
  return forms.map((form, index) => ({
    key: one.key,
    form,
    source: one.english[sourceForm(one.english, form)]!,
    sourceForms: one.english,
    target: one.targets[index]!,
    state: one.state,
    context: { where: 'Above <the> "list"\n#, fuzzy', limit: 24, sample: { count: 3 } },
  }));
}
