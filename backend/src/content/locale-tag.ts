/** The language that texts are written in first, and the last resort of every fallback. */
export const SOURCE_LOCALE = 'en';

/** Macro languages that CLDR treats as the same text (`languageMatching` of CLDR's supplemental data). */
const SAME_LANGUAGE: Record<string, string> = { nb: 'no', nn: 'no', fil: 'tl' };

/** Whether a folder name is a BCP 47 tag that can hold texts: `ru`, `pt-BR`, `zh-Hant`. */
export function isLocaleTag(text: string): boolean {
  return /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(text) && canonicalTag(text) !== undefined;
}

/** `tag → base → en`, e.g. `zh-Hant-TW → zh-Hant → zh → en`. A tag that is none falls back to `en` at once. */
export function fallbackChain(tag: string): string[] {
  const parts = (canonicalTag(tag) ?? SOURCE_LOCALE).split('-');
  const chain = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  return [...new Set([...chain, SOURCE_LOCALE])];
}

/** As {@link findLocale}; `en` when nothing fits. */
export function matchLocale(wanted: string | undefined, shipped: readonly string[]): string {
  return findLocale(wanted, shipped) ?? SOURCE_LOCALE;
}

/**
 * The shipped tag that fits best: the same language first, then the same script, then the same region (likely subtags added, as in
 * UTS 35). `wanted` is a tag or a whole `Accept-Language`.
 */
export function findLocale(wanted: string | undefined, shipped: readonly string[]): string | undefined {
  for (const tag of wantedTags(wanted)) {
    const best = shipped
      .map((candidate) => ({ candidate, score: likeness(tag, candidate) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score || a.candidate.length - b.candidate.length)[0];
    if (best) return best.candidate;
  }
  return undefined;
}

function wantedTags(wanted: string | undefined): string[] {
  const ranked = (wanted ?? '').slice(0, 200).split(',').map(parseRange);
  return ranked
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

function parseRange(range: string): { tag: string; quality: number } {
  const [name = '', ...parameters] = range.split(';');
  const quality = parameters.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find((value) => value !== undefined);
  const tag = canonicalTag(name.trim());
  return { tag: tag ?? '', quality: tag === undefined ? 0 : Number(quality ?? 1) };
}

function likeness(wanted: string, candidate: string): number {
  const exact = canonicalTag(candidate);
  if (exact === wanted) return 8;
  const [a, b] = [likely(wanted), likely(candidate)];
  if (!a || !b || a.language !== b.language) return 0;
  return 1 + (a.script === b.script ? 4 : 0) + (a.region === b.region ? 2 : 0);
}

function likely(tag: string): { language: string; script?: string; region?: string } | undefined {
  const locale = canonicalTag(tag) === undefined ? undefined : new Intl.Locale(canonicalTag(tag)!).maximize();
  if (!locale) return undefined;
  return { language: SAME_LANGUAGE[locale.language] ?? locale.language, script: locale.script, region: locale.region };
}

/** Whether two tags are of one language, in whatever script or region. */
export function isSameLanguage(one: string, other: string): boolean {
  return languageOf(one) === languageOf(other);
}

function languageOf(tag: string): string {
  return (canonicalTag(tag) ?? tag).split('-')[0]!;
}

/** Strangers name tags as well: not all can be remembered. */
const REMEMBERED = 500;
/** Asking `Intl` takes thirty times as long, and every message of a channel asks for some. */
const canonicalTags = new Map<string, string | undefined>();

/** In the spelling of BCP 47, e.g. `pt_br` → `pt-BR`; undefined when it is no tag. */
export function canonicalTag(tag: string): string | undefined {
  if (canonicalTags.has(tag)) return canonicalTags.get(tag);
  if (canonicalTags.size >= REMEMBERED) canonicalTags.clear();
  const canonical = spelledOut(tag);
  canonicalTags.set(tag, canonical);
  return canonical;
}

function spelledOut(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
