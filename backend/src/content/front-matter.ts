import type { z } from 'zod';
import { ContentFault } from './content-kind.ts';
import { checkYaml, readYaml, type YamlSource } from './yaml.ts';

export interface FrontMatter<T> {
  value: T;
  /** Its lines are those of the whole file. */
  source: YamlSource;
  body: string;
  /** The line of the file on which the body starts. */
  bodyLine: number;
}

/** A Markdown file that starts with YAML between two lines of `---`. Throws {@link ContentFault} with the line in the file. */
export function parseFrontMatter<T>(text: string, schema: z.ZodType<T>): FrontMatter<T> {
  const { yaml, body, bodyLine } = splitFrontMatter(text);
  const source = readYaml(yaml);
  return { value: checkYaml(source, schema), source, body, bodyLine };
}

export function splitFrontMatter(text: string): { yaml: string; body: string; bodyLine: number } {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---') throw new ContentFault('no front matter', { line: 1, expected: '---', found: lines[0] });
  if (end < 0) throw new ContentFault('the front matter is not closed', { line: 1, expected: 'a second line of ---' });
  // The opening mark becomes an empty line, so that the lines of YAML are the lines of the file.
  const yaml = ['', ...lines.slice(1, end)].join('\n');
  return { yaml, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}
