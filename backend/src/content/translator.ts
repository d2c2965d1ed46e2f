import { createInstance } from 'i18next';
import { SOURCE_LOCALE, fallbackChain, isSameLanguage } from './locale-tag.ts';
import type { LocaleTexts } from './locale-texts.ts';

export interface Translator {
  put(locale: string, namespace: string, texts: LocaleTexts | undefined): void;
  t(locale: string, key: string, values: Record<string, string | number>): string;
  has(locale: string, key: string): boolean;
}

export interface TranslatorOptions {
  /** Hears of each unknown key once, and again after a change of texts. */
  onUnknown(key: string): void;
  /** Hears each time that a text is said in another language, because the wanted one lacks it. */
  onMissed(locale: string, key: string): void;
}

/** i18next with texts that can be replaced while running. */
export function createTranslator({ onUnknown, onMissed }: TranslatorOptions): Translator {
  const unknown = new Set<string>();
  const instance = createInstance();
  void instance.init({
    initAsync: false,
    lng: SOURCE_LOCALE,
    fallbackLng: (code) => fallbackChain(code ?? SOURCE_LOCALE),
    resources: {},
    interpolation: { escapeValue: false },
    appendNamespaceToMissingKey: true,
    parseMissingKeyHandler: (key) => reportOnce(key),
    returnedObjectHandler: (key, _value, { ns }: { ns: string | string[] }) => reportOnce(`${[ns].flat()[0]}:${key}`),
  });

  function reportOnce(key: string): string {
    if (!unknown.has(key)) onUnknown(key);
    unknown.add(key);
    return key;
  }

  return {
    put(locale, namespace, texts) {
      instance.removeResourceBundle(locale, namespace);
      if (texts) instance.addResourceBundle(locale, namespace, texts, false, true);
      unknown.clear();
    },
    t(locale, key, values) {
      const lng = fallbackChain(locale)[0]!;
      const { res, usedLng } = instance.t(key, { ...values, lng, returnDetails: true });
      if (!isSameLanguage(usedLng, lng) && !unknown.has(key)) onMissed(lng, key);
      return res;
    },
    has: (locale, key) =>
      holds(instance.getResource(locale, ...splitKey(key))) ||
      holds(instance.getResource(locale, ...splitKey(`${key}_other`))),
  };
}

function splitKey(key: string): [string, string] {
  const colon = key.indexOf(':');
  return [key.slice(0, Math.max(colon, 0)), key.slice(colon + 1)];
}

function holds(value: unknown): boolean {
  return typeof value === 'string';
}
