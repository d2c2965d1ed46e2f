import { onlyArgument, type Verb } from '../verb.ts';

export const add: Verb = {
  name: 'add',
  usage: '<tag>',
  summary: 'A folder for a language with an empty text for each that it lacks, in the plural forms that it needs',
  details: ['An empty text counts as missing: English is shown. May be called again when English has grown.'],
  async run(call) {
    const tag = onlyArgument(call, 'tag');
    const added = await call.translations.add(tag);
    return { text: describe(tag, added.length), data: { tag, added } };
  },
};

function describe(tag: string, added: number): string {
  if (added === 0) return `locales/${tag}: nothing is lacking`;
  return [
    `locales/${tag}: ${added} texts to write`,
    `What is next: npm run locales -- export --lang ${tag} --format xliff --out ${tag}.xlf, or write them into the files.`,
    `Offer the language: add ${tag} to locales in prompts/sites.yaml.`,
  ].join('\n');
}
