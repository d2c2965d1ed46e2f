const PLACEHOLDER = /\{\{-?\s*([\w.]+)\s*(?:,[^{}]*)?\}\}/g;

/** The names in the `{{name}}` of a text, in its order. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1]!);
}

/** What is left of braces when the placeholders are taken out: a mistake. */
export function brokenMarkOf(text: string): string | undefined {
  return /\{+[^{}]*\}*|\}+/.exec(text.replace(PLACEHOLDER, ''))?.[0];
}

/** A text as people see it. A name without a value stands as it is, without its braces. */
export function fillPlaceholders(text: string, values: Record<string, string | number>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => String(values[name] ?? name));
}
