import assert from 'node:assert/strict';
import { it } from 'node:test';
import { entityTree } from './entity-tree.js';

const entity = (type: string, offset: number, length: number) => ({ type, offset, length });

it('leaves a text without entities whole', () => {
  assert.deepEqual(entityTree('plain'), ['plain']);
  assert.deepEqual(entityTree(''), []);
});

it('nests an entity that lies inside another, whatever their order', () => {
  const [bold, italic] = [entity('bold', 0, 7), entity('italic', 3, 2)];
  const expected = [{ entity: bold, children: ['ab ', { entity: italic, children: ['cd'] }, ' e'] }, ' f'];
  assert.deepEqual(entityTree('ab cd e f', [italic, bold]), expected);
});

it('loses and doubles no character when entities cross or reach beyond the text', () => {
  const tree = entityTree('abcdef', [entity('bold', 0, 4), entity('italic', 2, 4), entity('code', 5, 40)]);
  assert.equal(flat(tree), 'abcdef');
});

function flat(nodes: ReturnType<typeof entityTree>): string {
  return nodes.map((node) => (typeof node === 'string' ? node : flat(node.children))).join('');
}
