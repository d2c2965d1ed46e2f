import { isLocale } from './is-locale.ts';

type Rule = [holds: (value: string) => boolean, fix: string];

/** Of the context, in UTF-16 units of JSON. */
const MOST_CONTEXT = 2000;
const RULES: Record<string, Rule> = {
  theme: [(value) => /^(auto|light|dark)$/.test(value), 'auto, light or dark'],
  mode: [(value) => /^(floating|inline|page)$/.test(value), 'floating, inline or page'],
  position: [(value) => /^bottom-(start|end)$/.test(value), 'bottom-end or bottom-start'],
  server: [(value) => URL.canParse(value, location.href), 'an origin like https://chat.example'],
  site: [(value) => /^\S{1,64}$/.test(value), 'the id of a site in prompts/sites.yaml'],
  locale: [isLocale, 'a language tag like en or pt-BR'],
  identity: [(value) => /^[\w-]+(\.[\w-]+){2}$/.test(value), 'the token (JWT) that your server has signed'],
  context: [
    isContext,
    'a JSON object of texts, numbers and booleans, at most 2,000 characters, like {"product":"bike-7"}',
  ],
};
/** The attributes that have a rule. */
export const ruled = Object.keys(RULES);

/** What is wrong with an attribute's value, and the fix. */
export function attributeProblem(name: string, value: string | null): string | undefined {
  const rule = RULES[name];
  if (!rule || value === null || rule[0](value)) return undefined;
  // A signed identity belongs on no console.
  const shown = name === 'identity' ? name : `${name}="${value.slice(0, 100)}"`;
  return `${shown} is unknown; write ${rule[1]}`;
}

function isContext(value: string): boolean {
  try {
    const context: unknown = JSON.parse(value);
    if (typeof context !== 'object' || context === null || Array.isArray(context)) return false;
    const isFact = (fact: unknown) => ['string', 'number', 'boolean'].includes(typeof fact);
    return value.length <= MOST_CONTEXT && Object.values(context).every(isFact);
  } catch {
    return false;
  }
}
