import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shrinkTemplates } from '../scripts/shrink-templates.ts';

test('a template loses its indentation each time, whatever was built before', () => {
  const transform = shrinkTemplates().transform as (code: string, id: string) => { code: string };
  const shrink = (code: string) => transform(code, '/widget/src/chat/thing.ts').code;
  const template = (before: string) => `${before}html\`<ul>\n    <li>a</li>\n  </ul>\``;
  for (const before of [`${'a'.repeat(50)} `, '', 'b ']) {
    assert.equal(shrink(template(before)), `${before}html\`<ul><li>a</li></ul>\``);
  }
});
