import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { editorData } from '../scripts/describe-element.ts';
import { elementManifest, elementOf } from '../scripts/element-manifest.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const guide = readFileSync(join(ROOT, 'docs/widget.md'), 'utf8');
const source = readFileSync(join(ROOT, 'widget/src/agent-chat.ts'), 'utf8');
const manifest = elementManifest();
const element = elementOf(manifest);
const attributes = namesOf(element.attributes);

test('its attributes are those of the guide, and all that the element observes are among them', () => {
  assert.deepEqual(attributes, firstColumn('Attributes'));
  const [, observed] = /observedAttributes = \[([^\]]+)\]/.exec(source)!;
  for (const [, name] of observed!.matchAll(/'([^']+)'/g)) assert.ok(attributes.includes(name!), name);
});

test('an editor proposes its values where an attribute takes only some', () => {
  const data = JSON.parse(editorData(manifest));
  const theme = data.tags[0].attributes.find(({ name }: { name: string }) => name === 'theme');
  assert.deepEqual(namesOf(theme.values), ['auto', 'dark', 'light']);
});

test('its methods and properties are those of the guide: a property for each attribute, and the client', () => {
  const methods = firstColumn('Methods').map((call) => call.replace(/\(.*/, ''));
  assert.deepEqual(namesOf(element.members), [...new Set([...methods, ...attributes, 'chat'])].toSorted());
});

test('its events and slots are those of the guide, and every event has its class', () => {
  assert.deepEqual(namesOf(element.events), firstColumn('Events'));
  assert.deepEqual(namesOf(element.slots), firstColumn('Slots'));
  for (const { name, type } of element.events!) {
    const file = join(ROOT, 'widget/src/events', `${name.replace('agent-chat-', '')}-event.ts`);
    const text = readFileSync(file, 'utf8');
    assert.ok(text.includes(`class ${type.text} `) && text.includes(`super('${name}'`), name);
  }
});

test('its CSS properties are those of the guide and those that the styles read', () => {
  const names = namesOf(element.cssProperties);
  assert.deepEqual(names, firstColumn('Look'));
  assert.deepEqual(names, found(/var\((--agent-chat-[\w-]+)/g));
});

test('its parts are those of the guide, with every one that stands in a template', () => {
  const [, sentence] = /There are (`launcher`[\s\S]+?)\. Nothing/.exec(guide)!;
  const parts = namesOf(element.cssParts);
  assert.deepEqual(parts, codeIn(sentence!));
  const drawn = found(/\spart="([^"]+)"/g).flatMap((names) => names.split(' '));
  for (const name of drawn.filter((name) => !name.includes('${'))) assert.ok(parts.includes(name), name);
});

function namesOf(things: { name: string }[] | undefined): string[] {
  return (things ?? []).map(({ name }) => name).toSorted();
}

/** What stands as code in the first column of the tables of a section. */
function firstColumn(heading: string): string[] {
  const section = guide.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  assert.ok(section, `docs/widget.md has a section ${heading}`);
  return codeIn([...section.matchAll(/^\|([^|]+)\|/gm)].map(([, cell]) => cell).join());
}

function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!).toSorted();
}

function found(pattern: RegExp): string[] {
  const files = globSync('widget/src/**/*.ts', { cwd: ROOT }).filter((file) => !file.includes('.test.'));
  const matches = files.flatMap((file) => [...readFileSync(join(ROOT, file), 'utf8').matchAll(pattern)]);
  return [...new Set(matches.map(([, name]) => name!))].toSorted();
}
