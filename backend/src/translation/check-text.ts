import type { Finding } from './finding.ts';
import { fillPlaceholders } from './placeholders.ts';
import type { LocaleFile } from './locale-file.ts';
import { splitPluralKey } from './plural-key.ts';
import type { TextContexts } from './text-context.ts';

/** Tags and character references. `<https://…>` is a link in Markdown. */
const MARKUP = /<(?!(?:https?:|mailto:|tel:))[a-z/!][^<>]*>|&(?:[a-z]+|#\d+|#x[\da-f]+);/i;

/** No text is HTML: it would be shown as it is written. */
export function checkMarkup(file: LocaleFile): Finding[] {
  return [...file.texts].flatMap(([key, text]): Finding[] => {
    const mark = MARKUP.exec(text)?.[0];
    if (mark === undefined) return [];
    return [{ file: file.file, line: file.lineOf(key), rule: 'markup', key, detail: `${mark} would be read as it is` }];
  });
}

/** Each text fits the place that it stands in. */
export function checkLimits(file: LocaleFile, contexts: TextContexts): Finding[] {
  return [...file.texts].flatMap(([key, text]): Finding[] => {
    const { limit, sample } = contexts.get(`${file.namespace}:${splitPluralKey(key).base}`) ?? {};
    const length = limit === undefined ? 0 : visibleLength(fillPlaceholders(text, sample ?? {}));
    if (limit === undefined || length <= limit) return [];
    const detail = `${length} characters, ${limit} fit: ${JSON.stringify(text)}`;
    return [{ file: file.file, line: file.lineOf(key), rule: 'limit', key, detail }];
  });
}

const segmenter = new Intl.Segmenter();

/** As people count: an accent over a letter, or an emoji of many parts, is one. */
export function visibleLength(text: string): number {
  return [...segmenter.segment(text)].length;
}
