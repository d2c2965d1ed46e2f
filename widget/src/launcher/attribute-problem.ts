const RULES: Record<string, [holds: (value: string) => boolean, fix: string]> = {
  theme: [(value) => /^(auto|light|dark)$/.test(value), 'auto, light or dark'],
  mode: [(value) => value === 'floating', 'floating'],
  server: [(value) => URL.canParse(value, location.href), 'an origin like https://chat.example'],
  locale: [isLocale, 'a language tag like en or pt-BR'],
};

/** What is wrong with an attribute's value, and the fix. */
export function attributeProblem(name: string, value: string | null): string | undefined {
  const rule = RULES[name];
  return rule && value !== null && !rule[0](value) ? `${name}="${value}" is unknown; write ${rule[1]}` : undefined;
}

export function isLocale(tag: string): boolean {
  try {
    return Boolean(new Intl.Locale(tag));
  } catch {
    return false;
  }
}
