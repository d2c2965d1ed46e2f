import type { WidgetKey } from '../../../../locales/keys.d.ts';

/** Texts of one namespace as translators write them: i18next JSON v4, nested. */
export interface TextTree {
  [key: string]: string | TextTree;
}

/** The text of `key` with `{{name}}` filled in; `count` picks the plural form. An unknown key comes back as it is. */
export type Translate = (key: WidgetKey, values?: Record<string, string | number>) => string;

export function createTranslate(
  tree: TextTree,
  locale: string,
): (key: string, values?: Record<string, string | number>) => string {
  let rules: Intl.PluralRules | undefined;
  return (key, values = {}) => {
    const { count } = values;
    const plural =
      typeof count === 'number'
        ? ((count === 0 ? lookUp(tree, `${key}_zero`) : undefined) ??
          lookUp(tree, `${key}_${(rules ??= new Intl.PluralRules(locale)).select(count)}`))
        : undefined;
    const text = plural ?? lookUp(tree, key);
    return text?.replace(/\{\{-?\s*([^\s}]+)\s*\}\}/g, (_, name: string) => String(values[name] ?? '')) ?? key;
  };
}

function lookUp(tree: TextTree, key: string): string | undefined {
  let found: string | TextTree | undefined = tree;
  for (const step of key.split('.')) {
    found = found && typeof found === 'object' && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return typeof found === 'string' ? found : undefined;
}
