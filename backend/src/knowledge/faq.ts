import { ContentFault, type ContentKind } from '../content/content-kind.ts';

export interface FaqEntry {
  /** Unique in its file, and the same in every language. */
  id: string;
  question: string;
  /** Other ways to ask the same: sentences or comma-separated key words. */
  alternatives: string[];
  /** Markdown. */
  answer: string;
}

export interface Faq {
  /** What the source is called when it is cited. */
  title: string;
  entries: FaqEntry[];
}

/**
 * `knowledge/faq.<tag>.md`: front matter with `title`, then entries. Each is a heading `## Question? {#id}`, an optional list of alternative
 * phrasings directly below it, an empty line and the answer in Markdown.
 */
export const faqKind: ContentKind<Faq> = {
  name: 'faq',
  matches: (path) => /^knowledge\/faq\.[A-Za-z0-9-]+\.md$/.test(path),
  parse: parseFaq,
};

interface Section extends FaqEntry {
  line: number;
}

function parseFaq(text: string): Faq {
  const lines = text.split(/\r?\n/);
  const start = lines[0] === '---' ? lines.indexOf('---', 1) + 1 : 0;
  if (lines[0] === '---' && start === 0)
    throw new ContentFault('the front matter is not closed', { line: 1, expected: '---' });
  const sections = splitSections(lines, start);
  checkIds(sections);
  const entries = sections.map(({ id, question, alternatives, answer }) => ({ id, question, alternatives, answer }));
  return { title: readTitle(lines.slice(0, start)), entries };
}

function readTitle(frontMatter: string[]): string {
  const line = frontMatter.findIndex((row) => row.startsWith('title:'));
  const title = frontMatter[line]
    ?.slice('title:'.length)
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
  if (!title)
    throw new ContentFault('a FAQ needs a title', { line: line + 1 || 1, expected: 'title: … in the front matter' });
  return title;
}

function splitSections(lines: string[], start: number): Section[] {
  const headings = lines.flatMap((row, index) => (index >= start && row.startsWith('## ') ? [index] : []));
  return headings.map((from, index) => parseSection(lines.slice(from, headings[index + 1]), from + 1));
}

function parseSection([heading = '', ...rest]: string[], line: number): Section {
  const match = /^##\s+(.*?)\s*(?:\{#([\w-]+)\})?\s*$/.exec(heading);
  const question = match?.[1] ?? '';
  const id = match?.[2];
  if (!question)
    throw new ContentFault('an entry without a question', { line, expected: '## Question? {#id}', found: heading });
  if (!id)
    throw new ContentFault(`"${question}" has no id`, { line, expected: `## ${question} {#id}`, found: heading });
  const end = rest.findIndex((row) => !/^\s*[-*]\s/.test(row));
  const alternatives = rest.slice(0, end < 0 ? rest.length : end).map((row) => row.replace(/^\s*[-*]\s+/, '').trim());
  const answer = end < 0 ? '' : rest.slice(end).join('\n').trim();
  if (!answer) throw new ContentFault(`"${id}" has no answer`, { line, expected: 'an empty line, then the answer' });
  return { id, question, alternatives, answer, line };
}

function checkIds(sections: Section[]): void {
  const lines = new Map<string, number>();
  for (const { id, line } of sections) {
    const first = lines.get(id);
    if (first !== undefined)
      throw new ContentFault(`the id "${id}" is used twice: first in line ${first}`, { line, found: id });
    lines.set(id, line);
  }
}
