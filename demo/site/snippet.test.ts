import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { COLOURS, LENGTHS } from './page/playground-page.ts';
import { choicesOf, snippetOf } from './snippet.ts';

const untouched = new Map(Object.entries({ mode: 'floating', theme: 'auto', '--agent-chat-radius': '18' }));

test('what nobody has turned is not written', () => {
  const choices = choicesOf(untouched, new Map(untouched));
  assert.equal(
    snippetOf('https://chat.example', choices),
    '<script type="module" src="https://chat.example/agent-chat.js"></script>\n<agent-chat></agent-chat>\n',
  );
});

test('attributes stand on the tag and sizes, in pixels, in its style', () => {
  const choices = choicesOf(untouched, new Map([...untouched, ['theme', 'dark'], ['--agent-chat-radius', '4']]));
  const snippet = snippetOf('https://chat.example', choices);
  assert.match(snippet, /<agent-chat theme="dark"><\/agent-chat>/);
  assert.match(snippet, /agent-chat \{\n {4}--agent-chat-radius: 4px;\n {2}\}/);
});

test('an inline chat gets a height that somebody has turned, or one that shows it at all', () => {
  const inline = new Map([...untouched, ['mode', 'inline']]);
  assert.equal(choicesOf(untouched, inline).get('--agent-chat-height'), '600px');
  inline.set('--agent-chat-height', '500');
  assert.equal(choicesOf(untouched, inline).get('--agent-chat-height'), '500px');
});

test('each control of the playground begins at what the widget has', () => {
  const root = fileURLToPath(new URL('../../widget/src/', import.meta.url));
  const styles = globSync('**/*-styles.ts', { cwd: root }).map((file) => readFileSync(root + file, 'utf8'));
  const has = (start: string) => styles.some((style) => style.includes(start));
  for (const [name, colour] of Object.entries(COLOURS)) {
    const token = name.replace('accentText', 'accent-text');
    const written = colour.replace('#ffffff', '#fff');
    assert.ok(
      ['', 'light-dark('].some((before) => has(`--agent-chat-${token}, ${before}${written}`)),
      name,
    );
  }
  for (const [name, [, usual]] of Object.entries(LENGTHS)) assert.ok(has(`--agent-chat-${name}, ${usual}px)`), name);
});
