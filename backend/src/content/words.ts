import type { WholeKey } from '../../../locales/keys.d.ts';

/** A key that code writes down has to be one of English. One that content names is a plain `string`: `npm run locales` looks for those. */
export type Known<Key extends string> = string extends Key ? Key : Key extends WholeKey ? Key : WholeKey;

/** Words for people: locale texts, current at each call. Keys are `namespace:path.to.key`. */
export interface Words {
  /** Falls back along `tag → base → en`; an unknown key answers the key itself and is logged once. Plurals by `count`. */
  t<const Key extends string>(locale: string, key: Known<Key>, values?: Record<string, string | number>): string;
  has(key: string): boolean;
  /** Tags that have a folder, e.g. `['en', 'ru']`. */
  locales(): string[];
  /** The shipped tag that fits best, `en` when none does. */
  match(wanted: string | undefined): string;
  /** The JSON of one namespace for the browser, merged with its fallbacks; undefined when there is no such namespace. */
  namespace(locale: string, name: string): Record<string, unknown> | undefined;
  readonly version: number;
}
