import { readFile } from 'node:fs/promises';

export interface PhoneWords {
  /** The folder of `locales/` that was taken. */
  locale: string;
  words: Record<string, unknown>;
}

const LOCALES = new URL('../../locales/', import.meta.url);

/** The phone page's words in the first of the browser's languages ("ru-RU,en") that there is, else in English. */
export async function readPhoneWords(languages: string): Promise<PhoneWords> {
  const wanted = languages.split(',').filter((tag) => /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(tag));
  for (const tag of wanted.flatMap((language) => [language, language.slice(0, language.search(/-|$/))])) {
    const words = await read(tag);
    if (words) return { locale: tag, words };
  }
  return { locale: 'en', words: (await read('en')) ?? {} };
}

async function read(tag: string): Promise<Record<string, unknown> | undefined> {
  const source = await readFile(new URL(`${tag}/phone.json`, LOCALES), 'utf8').catch(() => undefined);
  return source === undefined ? undefined : (JSON.parse(source) as Record<string, unknown>);
}
