// @ts-check
/** The page's texts: `locales/<tag>/phone.json` in the first of the reader's languages that there is. */

/** @type {{ locale: string, words: Record<string, unknown> }} */
let loaded = { locale: 'en', words: {} };

/** The reader's languages; `?lang=` goes before the browser's. */
export const languages = [new URLSearchParams(location.search).get('lang'), ...navigator.languages]
  .filter(Boolean)
  .join(',');

const RIGHT_TO_LEFT = /^(ar|he|fa|ur)\b/i;

export async function loadWords() {
  const response = await fetch(`/phone/words?languages=${encodeURIComponent(languages)}`);
  loaded = await response.json();
  document.documentElement.lang = loaded.locale;
  document.documentElement.dir = RIGHT_TO_LEFT.test(loaded.locale) ? 'rtl' : 'ltr';
  fill('data-words', (element, text) => (element.textContent = text));
  fill('data-label', (element, text) => element.setAttribute('aria-label', text));
  fill('data-placeholder', (element, text) => element.setAttribute('placeholder', text));
}

/** The tag to format times with: the reader's own region where it is of the language shown. */
export function locale() {
  return navigator.languages.find((tag) => tag.split('-')[0] === loaded.locale.split('-')[0]) ?? loaded.locale;
}

/**
 * @param {string} key dotted, as in `phone.json`
 * @param {Record<string, string>} [values]
 */
export function t(key, values = {}) {
  const found = key.split('.').reduce((/** @type {any} */ at, part) => at?.[part], loaded.words);
  const text = typeof found === 'string' ? found : key;
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name) => values[name] ?? whole);
}

/**
 * @param {string} attribute
 * @param {(element: Element, text: string) => void} apply
 */
function fill(attribute, apply) {
  for (const element of document.querySelectorAll(`[${attribute}]`)) {
    apply(element, t(element.getAttribute(attribute) ?? ''));
  }
}
