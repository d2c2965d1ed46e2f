import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalTag, isLocaleTag, SOURCE_LOCALE } from '../../../backend/src/content/locale-tag.ts';
import { readLocales } from '../../../backend/src/translation/read-locales.ts';
import { buildTree } from '../../../backend/src/translation/translation-tree.ts';
import { writeTexts } from '../../../backend/src/translation/write-translations.ts';
import { onlyArgument, UsageError, type Verb } from '../verb.ts';

export const add: Verb = {
  name: 'add',
  usage: '<tag>',
  summary: 'A folder for a language with an empty text for each that it lacks, in the plural forms that it needs',
  details: ['An empty text counts as missing: English is shown. May be called again when English has grown.'],
  async run(call) {
    const { dir, settings } = call;
    const tag = onlyArgument(call, 'tag');
    if (!isLocaleTag(tag)) throw new UsageError(`${tag} is no tag of a language, expected one like de or pt-BR`);
    if (tag === SOURCE_LOCALE) throw new UsageError('English is the source: there is nothing to add');
    if (canonicalTag(tag) !== tag) throw new UsageError(`${tag} is written ${canonicalTag(tag)}`);
    await mkdir(join(dir, tag), { recursive: true });
    const locales = await readLocales(dir);
    const broken = locales.findings.find(({ file }) => file.startsWith(`${locales.name}/${tag}/`));
    if (broken) throw new UsageError(`${broken.file}:${broken.line} cannot be read: ${broken.detail}`);
    const lacking = buildTree(locales, settings).entries.flatMap((entry) => {
      const { wanted, forms } = entry.translations[tag] ?? { wanted: [], forms: {} };
      const empty = wanted.filter((form) => !Object.hasOwn(forms, form)).map((form) => [form, '']);
      return empty.length > 0 ? [{ entry, forms: Object.fromEntries(empty) as Record<string, string> }] : [];
    });
    for (const [namespace, changes] of Map.groupBy(lacking, ({ entry }) => entry.namespace)) {
      const source = locales.files.find((file) => file.tag === SOURCE_LOCALE && file.namespace === namespace)!;
      await writeTexts(dir, { tag, namespace, source }, changes);
    }
    const added = lacking.map(({ entry }) => entry.key);
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
