import type { Verb } from './verb.ts';

const ENDING = [
  'Every verb: --json (the result as data), --root <folder> (of another checkout), --help.',
  'Exit codes: 0 all is well, 1 there are findings, 2 called in a wrong way.',
];

export function describeVerbs(verbs: readonly Verb[]): string {
  const rows = verbs.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary] as const);
  const width = Math.max(...rows.map(([call]) => call.length));
  const lines = rows.map(([call, summary]) => `  ${call.padEnd(width)}  ${summary}`);
  return ['npm run locales [-- <verb>]', '', ...lines, '', ...ENDING, ''].join('\n');
}

export function describeVerb({ name, usage, summary, details = [] }: Verb): string {
  const lines = details.map((line) => `  ${line}`);
  return [`npm run locales -- ${name} ${usage}`.trim(), '', summary, ...lines, '', ...ENDING, ''].join('\n');
}
