import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPages } from './pages.ts';

test('the page of a conversation is the one told last', () => {
  const pages = createPages();
  pages.set('a', { url: 'https://shop.example/' });
  pages.set('a', { url: 'https://shop.example/bikes', context: { product: 'bike-7' } });
  assert.deepEqual(pages.get('a'), { url: 'https://shop.example/bikes', context: { product: 'bike-7' } });
  assert.equal(pages.get('b'), undefined);
});

test('the pages of those who were silent longest are forgotten first', () => {
  const pages = createPages();
  for (let index = 0; index < 10_000; index += 1) pages.set(`c${index}`, { url: 'https://shop.example/' });
  pages.set('c0', { url: 'https://shop.example/again' });
  pages.set('new', { url: 'https://shop.example/' });
  assert.equal(pages.get('c1'), undefined);
  assert.equal(pages.get('c0')?.url, 'https://shop.example/again');
});
