import { createHash } from 'node:crypto';

/**
 * Hash of a YAML text → its value as JSON. Empty when run from source: the build fills it in with the texts of `prompts/` as they are then, so
 * that a start need not parse what nobody has changed.
 */
const values: Readonly<Record<string, string>> = {};

/** The value of a text that was parsed at build time. */
export function knownYaml(text: string): unknown {
  const json = values[hashYaml(text)];
  return json === undefined ? undefined : JSON.parse(json);
}

export function hashYaml(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
