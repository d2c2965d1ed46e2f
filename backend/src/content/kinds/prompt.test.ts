import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { AppError } from '../../errors.ts';
import { ContentFault } from '../content-kind.ts';
import { promptFor, promptKind, renderPrompt, type Prompt } from './prompt.ts';

const text =
  '---\ndescription: Greets\nvariables: [name, date]\n---\nYou greet {{name}}.\n\nToday is {{ date }}, {{name}}.\n';

function parse(changed: string, path = 'system/greeter.en.md'): Prompt {
  return promptKind.parse(changed, path);
}

function faultOf(changed: string, path?: string): ContentFault {
  try {
    parse(changed, path);
  } catch (error) {
    assert.ok(error instanceof ContentFault);
    return error;
  }
  return assert.fail('the text was accepted');
}

function viewOf(...prompts: Prompt[]) {
  const all = new Map(prompts.map((prompt) => [`system/${prompt.name}.${prompt.locale}.md`, prompt]));
  return { all: () => all, get: (path: string) => all.get(path), version: 1 };
}

test('the shipped prompts are accepted', async () => {
  const folder = new URL('../../../../prompts/system/', import.meta.url);
  const files = await readdir(folder);
  assert.ok(files.length >= 2);
  for (const file of files) parse(await readFile(new URL(file, folder), 'utf8'), `system/${file}`);
});

test('each placeholder becomes its value, which is not looked into', () => {
  const rendered = renderPrompt(parse(text), { name: '{{date}} $& $1', date: 'Monday' });
  assert.equal(rendered, 'You greet {{date}} $& $1.\n\nToday is Monday, {{date}} $& $1.');
});

test('rendering without a value fails by the name of the prompt and the variable', () => {
  assert.throws(() => renderPrompt(parse(text), { name: 'A' }), /greeter\.en.*\{\{date\}\}/);
  assert.throws(() => renderPrompt(parse(text.replaceAll('date', 'toString')), { name: 'A' }), AppError);
});

test('a placeholder that is not declared is refused with its line in the file', () => {
  const fault = faultOf(text.replace('{{ date }}', '{{ day }} {{date}}'));
  assert.deepEqual([fault.line, fault.expected, fault.found], [7, 'name | date', '{{day}}']);
});

test('a declared variable that is not used is refused with its line', () => {
  const fault = faultOf('---\nvariables:\n  - name\n  - mood\n---\n{{name}}\n');
  assert.equal(fault.line, 4);
  assert.match(fault.expected ?? '', /\{\{mood\}\}/);
});

test('missing, open and wrong front matter is refused with the line in the file', () => {
  assert.equal(faultOf('Hello').line, 1);
  assert.match(faultOf('---\nvariables: []\nHello').message, /not closed/);
  assert.equal(faultOf('---\ndescription: a\nvaribles: []\n---\nHello').line, 3);
  assert.ok(faultOf('---\ndescription: a\nvariables: [a\n---\nHello').line! >= 3);
});

test('a file whose name says no language is refused', () => {
  for (const path of ['system/greeter.md', 'system/greeter.pt-br.md', 'system/greeter.first.draft.md']) {
    assert.match(faultOf(text, path).expected ?? '', /<tag>/, path);
  }
});

test('the prompt of a language falls back to its base and to English', () => {
  const view = viewOf(parse(text), parse(text, 'system/greeter.pt.md'), parse(text, 'system/greeter.pt-BR.md'));
  const found = ['pt-BR', 'pt-PT', 'pt', 'ru'].map((tag) => promptFor(view, 'greeter', tag).locale);
  assert.deepEqual(found, ['pt-BR', 'pt', 'pt', 'en']);
  assert.throws(
    () => promptFor(view, 'none', 'ru'),
    (error) => error instanceof AppError && /none\.en\.md/.test(error.hint ?? ''),
  );
});

test('Windows line ends do not move the lines', () => {
  assert.equal(faultOf(text.replace('{{ date }}', '{{ day }} {{date}}').replaceAll('\n', '\r\n')).line, 7);
});
