/** Holds where `n` modulo `mod` is (or, with `not`, is not) from `from` to `to`. Without `mod` `n` itself is meant. */
interface Clause {
  mod?: number;
  from: number;
  to: number;
  not?: true;
}

/** A form and when it is used: all clauses of one of the alternatives hold. The last form of a family has none: it is the rest. */
type Rule = readonly [form: string, ...alternatives: (readonly Clause[])[]];

const is = (from: number, to = from): Clause => ({ from, to });
const mod = (divisor: number, from: number, to = from): Clause => ({ mod: divisor, from, to });
const not = (clause: Clause): Clause => ({ ...clause, not: true });

const MILLIONS: Rule = ['many', [not(is(0)), mod(1_000_000, 0)]];
const SLAVIC_ONE: Rule = ['one', [mod(10, 1), not(mod(100, 11))]];
const SLAVIC_FEW: Rule = ['few', [mod(10, 2, 4), not(mod(100, 12, 14))]];

/**
 * The families of plural rules for whole numbers, after CLDR
 * (https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html). Which one a language belongs to is found by
 * comparing with `Intl.PluralRules`: no list of languages that could be wrong or out of date.
 */
const FAMILIES: readonly (readonly Rule[])[] = [
  [['other']],
  [['one', [is(1)]], ['other']],
  [['one', [is(0, 1)]], ['other']],
  [['one', [is(1)]], MILLIONS, ['other']],
  [['one', [is(0, 1)]], MILLIONS, ['other']],
  [SLAVIC_ONE, SLAVIC_FEW, ['many']],
  [SLAVIC_ONE, SLAVIC_FEW, ['other']],
  [['one', [is(1)]], SLAVIC_FEW, ['many']],
  [['one', [is(1)]], ['few', [is(2, 4)]], ['other']],
  [SLAVIC_ONE, ['few', [mod(10, 2, 9), not(mod(100, 11, 19))]], ['other']],
  [['zero', [mod(10, 0)], [mod(100, 11, 19)]], SLAVIC_ONE, ['other']],
  [['one', [is(1)]], ['few', [is(0)], [mod(100, 1, 19)]], ['other']],
  [['one', [mod(100, 1)]], ['two', [mod(100, 2)]], ['few', [mod(100, 3, 4)]], ['other']],
  [
    ['zero', [is(0)]],
    ['one', [is(1)]],
    ['two', [is(2)]],
    ['few', [mod(100, 3, 10)]],
    ['many', [mod(100, 11, 99)]],
    ['other'],
  ],
  [['one', [is(1)]], ['two', [is(2)]], ['other']],
  [['one', [is(1)]], ['two', [is(2)]], ['few', [is(3, 6)]], ['many', [is(7, 10)]], ['other']],
  [['zero', [is(0)]], ['one', [is(1)]], ['two', [is(2)]], ['few', [is(3)]], ['many', [is(6)]], ['other']],
  [['one', [is(1)]], ['two', [is(2)]], ['few', [is(0)], [mod(100, 3, 10)]], ['many', [mod(100, 11, 19)]], ['other']],
  [SLAVIC_ONE, ['other']],
  [['one', [mod(10, 1)]], ['other']],
];

export interface GettextPlurals {
  /** In the order of `msgstr[0]`, `msgstr[1]` … */
  forms: string[];
  /** The value of the header `Plural-Forms`. */
  header: string;
}

/** How gettext chooses a form in a language; undefined where no family fits. A form that only fractions take is not among them. */
export function gettextPlurals(tag: string): GettextPlurals | undefined {
  const rules = new Intl.PluralRules(tag);
  const family = FAMILIES.find((candidate) => SAMPLES.every((n) => select(candidate, n) === rules.select(n)));
  if (!family) return undefined;
  const conditions = family.slice(0, -1).map(([, ...alternatives], index) => `${print(alternatives)} ? ${index} : `);
  const formula = `${conditions.join('')}${family.length - 1}`;
  return { forms: family.map(([form]) => form), header: `nplurals=${family.length}; plural=(${formula});` };
}

const SAMPLES = [...Array(1200).keys(), 10_000, 100_001, 999_999, 1_000_000, 1_000_001, 2_000_000, 1_000_011];

function select(family: readonly Rule[], n: number): string {
  const rule = family.find(([, ...alternatives], index) => {
    return index === family.length - 1 || alternatives.some((clauses) => clauses.every((clause) => holds(clause, n)));
  });
  return rule![0];
}

function holds({ mod: divisor, from, to, not: negated }: Clause, n: number): boolean {
  const value = divisor ? n % divisor : n;
  return (value >= from && value <= to) !== (negated ?? false);
}

function print(alternatives: (readonly Clause[])[]): string {
  const parts = alternatives.map((clauses) => clauses.map(printClause).join(' && '));
  return parts.length === 1 ? parts[0]! : parts.map((part) => `(${part})`).join(' || ');
}

function printClause({ mod: divisor, from, to, not: negated }: Clause): string {
  const value = divisor ? `n%${divisor}` : 'n';
  if (from === to) return `${value}${negated ? '!=' : '=='}${from}`;
  return negated ? `(${value}<${from} || ${value}>${to})` : `${value}>=${from} && ${value}<=${to}`;
}
