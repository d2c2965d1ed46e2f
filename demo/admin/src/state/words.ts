import type { AdminKey } from '../../../../locales/keys.d.ts';

/** The console's words, from the server, so that an edited text shows without a build. */
interface Texts {
  [key: string]: string | Texts;
}

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

const STORED = 'agent-chat-admin-language';
const changes = new EventTarget();
let texts: Texts = {};
let language: Language = 'en';

export const currentLanguage = (): Language => language;

export function whenLanguageChanges(listener: () => void): () => void {
  changes.addEventListener('change', listener);
  return () => changes.removeEventListener('change', listener);
}

export async function loadWords(): Promise<void> {
  await setLanguage(remembered() ?? preferred());
}

export async function setLanguage(wanted: Language): Promise<void> {
  const response = await fetch(`/locales/${wanted}/admin.json`);
  if (!response.ok) throw new Error('The texts of the console cannot be read');
  texts = (await response.json()) as Texts;
  language = wanted;
  localStorage.setItem(STORED, wanted);
  document.documentElement.lang = wanted;
  changes.dispatchEvent(new Event('change'));
}

/** Plurals by `count`; a key that is missing shows itself. */
export function t(key: AdminKey, values: Record<string, string | number> = {}): string {
  const text = find(key, values) ?? key;
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Whether there is such a text: names of channels and codes may be unknown here. */
export function has(key: string): boolean {
  return find(key, {}) !== undefined;
}

function find(key: string, { count }: Record<string, string | number>): string | undefined {
  const path = key.split('.');
  const last = path.pop()!;
  const group = path.reduce<string | Texts | undefined>(
    (at, name) => (typeof at === 'object' ? at[name] : undefined),
    texts,
  );
  if (typeof group !== 'object') return undefined;
  const names =
    typeof count === 'number'
      ? [`${last}_${new Intl.PluralRules(language).select(count)}`, `${last}_other`, last]
      : [last];
  return names.map((name) => group[name]).find((text) => typeof text === 'string');
}

function remembered(): Language | undefined {
  const stored = localStorage.getItem(STORED);
  return languages.find((tag) => tag === stored);
}

function preferred(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.map((tag) => languages.find((known) => known === tag)).find(Boolean) ?? 'en';
}
