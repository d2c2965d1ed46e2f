import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { ContentFault, type ContentKind, type ContentView } from '../content-kind.ts';
import { parseFrontMatter, type FrontMatter } from '../front-matter.ts';
import { canonicalTag, fallbackChain, isLocaleTag } from '../locale-tag.ts';
import { lineOf } from '../yaml.ts';

/** A system prompt in one language. */
export interface Prompt {
  name: string;
  locale: string;
  description?: string;
  /** What `{{…}}` in the body may name; each occurs at least once. */
  variables: string[];
  body: string;
}

const frontMatter = z.strictObject({
  description: z.string().optional(),
  variables: z.array(z.string().regex(/^[a-z]\w*$/i)).default([]),
});

/** `system/<name>.<tag>.md`: front matter that declares the variables, then the text. */
export const promptKind: ContentKind<Prompt> = {
  name: 'prompt',
  matches: (path) => /^system\/[^/]+\.md$/.test(path),
  parse: parsePrompt,
};

/** Falls back along `tag → base → en`. Throws {@link AppError} when there is no such prompt at all. */
export function promptFor(view: ContentView<Prompt>, name: string, locale: string): Prompt {
  const paths = fallbackChain(locale).map((tag) => `system/${name}.${tag}.md`);
  const found = paths.map((path) => view.get(path)).find((prompt) => prompt !== undefined);
  if (found) return found;
  throw new AppError('INTERNAL', `there is no prompt \`${name}\``, { hint: `Write prompts/${paths.at(-1)}.` });
}

/** Values are put in as they are, and never looked at for placeholders again. Throws {@link AppError} when one is missing. */
export function renderPrompt({ name, locale, body }: Prompt, values: Readonly<Record<string, string>>): string {
  return body.replace(PLACEHOLDER, (_, variable: string) => {
    if (Object.hasOwn(values, variable)) return values[variable]!;
    throw new AppError('INTERNAL', `the prompt \`${name}.${locale}\` was given no value for {{${variable}}}`);
  });
}

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

function parsePrompt(text: string, path: string): Prompt {
  const [name, locale] = nameOf(path);
  const matter = parseFrontMatter(text, frontMatter);
  const used = checkBody(matter);
  const unused = matter.value.variables.findIndex((variable) => !used.has(variable));
  if (unused >= 0) throw unusedVariable(matter, unused);
  return { name, locale, ...matter.value, body: matter.body.trim() };
}

function nameOf(path: string): [name: string, locale: string] {
  const match = /^system\/([\w-]+)\.([^/.]+)\.md$/.exec(path);
  if (match && isLocaleTag(match[2]!) && canonicalTag(match[2]!) === match[2]) return [match[1]!, match[2]!];
  throw new ContentFault('the name of the file says no language', {
    expected: '<name>.<tag>.md, e.g. agent.en.md',
    found: path,
  });
}

function checkBody({ value, body, bodyLine }: FrontMatter<{ variables: string[] }>): Set<string> {
  const used = new Set<string>();
  for (const [index, row] of body.split('\n').entries()) {
    for (const [, variable = ''] of row.matchAll(PLACEHOLDER)) {
      used.add(variable);
      if (!value.variables.includes(variable)) throw unknownVariable(variable, value.variables, bodyLine + index);
    }
  }
  return used;
}

function unknownVariable(variable: string, known: string[], line: number): ContentFault {
  const expected = known.length > 0 ? known.join(' | ') : 'no placeholder, as `variables` declares none';
  return new ContentFault('a placeholder that `variables` does not declare', {
    line,
    expected,
    found: `{{${variable}}}`,
  });
}

function unusedVariable({ value, source }: FrontMatter<{ variables: string[] }>, index: number): ContentFault {
  const variable = value.variables[index]!;
  const line = lineOf(source, ['variables', index]);
  return new ContentFault('a declared variable is not used', {
    line,
    expected: `{{${variable}}} in the text`,
    found: 'no use of it',
  });
}
