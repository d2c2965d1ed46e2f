import { badRequest } from './bot-api-error.ts';

export interface Upload {
  filename: string;
  mimeType: string;
  data: Buffer;
}

/** The parameters of one call as they arrived: JSON values, or strings where the body was a form. */
export interface Params {
  fields: Record<string, unknown>;
  files: ReadonlyMap<string, Upload>;
}

/** Text as Telegram reads it: numbers and booleans are taken for their text, a missing field is ''. */
export function readText(params: Params, key: string): string {
  const value = params.fields[key];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A whole number, also when a form sent it as text; undefined when it is missing or not a whole number. */
export function readInteger(params: Params, key: string): number | undefined {
  const text = readText(params, key).trim();
  return /^-?\d{1,16}$/.test(text) ? Number(text) : undefined;
}

export function readFlag(params: Params, key: string): boolean {
  return /^(true|yes|1)$/i.test(readText(params, key));
}

/** A structured parameter: a JSON value, or its JSON text when a form sent it. Throws 400 on broken JSON. */
export function readJson(params: Params, key: string): unknown {
  const value = params.fields[key];
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw badRequest(`can't parse ${key.replaceAll('_', ' ')} JSON object`);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
