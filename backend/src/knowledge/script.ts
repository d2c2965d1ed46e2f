/** Scripts of languages that mix several, by the one that all of their texts have. */
const MIXED: Record<string, string> = { Hans: 'Hani', Hant: 'Hani', Jpan: 'Hani', Kore: 'Hang' };
const tests = new Map<string, RegExp>();

/** Whether the text has letters of the script that the language is written in. */
export function isWrittenIn(text: string, tag: string): boolean {
  let test = tests.get(tag);
  if (!test) {
    const { script = 'Latn' } = new Intl.Locale(tag).maximize();
    tests.set(tag, (test = new RegExp(`\\p{Script=${MIXED[script] ?? script}}`, 'u')));
  }
  return test.test(text);
}
