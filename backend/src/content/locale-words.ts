import { AppError } from '../errors.ts';
import type { Log } from '../telemetry/log.ts';
import { createListeners } from './listeners.ts';
import { createLiveFolder } from './live-folder.ts';
import { canonicalTag, fallbackChain, isLocaleTag, isSameLanguage, matchLocale, SOURCE_LOCALE } from './locale-tag.ts';
import { baseKeys, mergeTexts, parseNamespace, type LocaleTexts } from './locale-texts.ts';
import { createTranslator } from './translator.ts';
import type { Words } from './words.ts';

export interface WordsOptions {
  /** The folder of locales: `<tag>/<namespace>.json`. */
  dir: string;
  log: Log;
  watch: boolean;
}

export interface WordsChange {
  locale: string;
  namespace: string;
}

export interface WordsMiss {
  locale: string;
  key: string;
}

export interface LiveWords extends Words {
  /** Throws {@link AppError} when the folder or the source language is missing. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Called after each accepted change. Returns the function that ends it. */
  changed(listener: (change: WordsChange) => void): () => void;
  /** Called when another language stands in for a text that one lacks. Returns the function that ends it. */
  missed(listener: (miss: WordsMiss) => void): () => void;
}

/** The words of all languages, kept current while running. A broken file keeps its last good texts. */
export function createWords({ dir, log, watch }: WordsOptions): LiveWords {
  const texts = new Map<string, Map<string, LocaleTexts>>();
  const merged = new Map<string, LocaleTexts>();
  const listeners = createListeners<WordsChange>(log);
  const misses = createListeners<WordsMiss>(log);
  const translator = createTranslator({
    onUnknown: (key) => log.warn({ key }, `no text for the key ${key}`),
    onMissed: (locale, key) => misses.tell({ locale, key }),
  });
  let version = 0;

  const find = (locale: string, name: string) => texts.get(locale)?.get(name);
  const folder = createLiveFolder({
    dir,
    log,
    watch,
    accepts: (path) => placeOf(path) !== undefined,
    holds: (path) => texts.get(placeOf(path)?.locale ?? '')?.has(placeOf(path)!.namespace) ?? false,
    load: (path, text) => put(placeOf(path)!, parseNamespace(text)),
    remove: (path) => remove(path),
  });

  /** Nothing could stand in for English: people would read keys. A file that is put back is read again. */
  function remove(path: string): void {
    const place = placeOf(path)!;
    if (place.locale !== SOURCE_LOCALE) put(place, undefined);
    else log.error({ file: path }, `${path} is gone, its last good texts stay until the next start: put it back`);
  }

  function put(place: WordsChange, value: LocaleTexts | undefined): void {
    const { locale, namespace } = place;
    const namespaces = texts.get(locale) ?? new Map<string, LocaleTexts>();
    if (value) namespaces.set(namespace, value);
    else namespaces.delete(namespace);
    if (namespaces.size > 0) texts.set(locale, namespaces);
    else texts.delete(locale);
    translator.put(locale, namespace, value);
    merged.clear();
    version++;
    listeners.tell(place);
  }

  function namespace(locale: string, name: string): LocaleTexts | undefined {
    const layers = fallbackChain(locale).filter((tag) => find(tag, name));
    const key = `${layers.join(' ')}:${name}`;
    if (layers.length > 0 && !merged.has(key)) {
      merged.set(
        key,
        layers.toReversed().reduce<LocaleTexts>((below, tag) => mergeTexts(below, find(tag, name)!), {}),
      );
      for (const miss of missedIn(locale, name)) misses.tell({ locale, key: `${name}:${miss}` });
    }
    return merged.get(key);
  }

  /** What pages are given of another language, because this one lacks it; all of it is `*`. */
  function missedIn(locale: string, name: string): string[] {
    const source = find(SOURCE_LOCALE, name);
    if (!source || isSameLanguage(locale, SOURCE_LOCALE)) return [];
    const own = fallbackChain(locale).filter((tag) => tag !== SOURCE_LOCALE && find(tag, name));
    if (own.length === 0) return ['*'];
    const known = new Set(own.flatMap((tag) => baseKeys(find(tag, name)!)));
    return [...new Set(baseKeys(source))].filter((key) => !known.has(key));
  }

  return {
    t: (locale, key, values = {}) => translator.t(locale, key, values),
    has: (key) => translator.has(SOURCE_LOCALE, key),
    locales: () => [...texts.keys()].sort(),
    match: (wanted) => matchLocale(wanted, [...texts.keys()]),
    namespace,
    get version() {
      return version;
    },
    async start() {
      await folder.start();
      if (!texts.has(SOURCE_LOCALE)) throw missingSource(dir);
    },
    stop: () => folder.stop(),
    changed: (listener) => listeners.add(listener),
    missed: (listener) => misses.add(listener),
  };
}

function placeOf(path: string): WordsChange | undefined {
  const match = /^([^/]+)\/([\w-]+)\.json$/.exec(path);
  return match && isLocaleTag(match[1]!) ? { locale: canonicalTag(match[1]!)!, namespace: match[2]! } : undefined;
}

function missingSource(dir: string): AppError {
  const hint = `Put the English texts into ${dir}/${SOURCE_LOCALE}/<namespace>.json: every other language falls back to them.`;
  return new AppError('INTERNAL', `there are no usable texts in ${dir}/${SOURCE_LOCALE}`, { hint });
}
