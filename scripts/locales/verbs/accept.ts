import { UsageError, type Verb } from '../verb.ts';

export const accept: Verb = {
  name: 'accept',
  usage: '<tag> [key …]',
  summary: 'A person confirms texts against today’s English: all of a language, or the keys named',
  details: ['A key is written with its namespace and without a plural ending: widget:composer.left'],
  async run({ positionals: [tag, ...keys], translations }) {
    if (tag === undefined) throw new UsageError('expected the tag of a language');
    const changed = await translations.accept(tag, keys.length > 0 ? keys : undefined);
    return { text: `${tag}: ${changed.length} states written`, data: { tag, changed } };
  },
};
