import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseHtml } from './html-entities.ts';

it('counts offsets in UTF-16 units', () => {
  assert.deepEqual(parseHtml('😀<b>я</b>'), { text: '😀я', entities: [{ type: 'bold', offset: 2, length: 1 }] });
});

it('takes the language of code over to the pre around it', () => {
  assert.deepEqual(parseHtml('<pre><code class="language-js">a</code></pre>').entities, [
    { type: 'pre', offset: 0, length: 1, language: 'js' },
  ]);
  assert.deepEqual(parseHtml('<code class="language-js">a</code>').entities, [{ type: 'code', offset: 0, length: 1 }]);
});

it('knows every tag that Telegram documents', () => {
  const html =
    '<u>a</u><s>b</s><del>c</del><span class="tg-spoiler">d</span><tg-spoiler>e</tg-spoiler>' +
    '<blockquote>f</blockquote><blockquote expandable>g</blockquote><tg-emoji emoji-id="5">h</tg-emoji>';
  const types = parseHtml(html).entities.map((entity) => entity.type);
  const boxes = ['blockquote', 'expandable_blockquote', 'custom_emoji'];
  assert.deepEqual(types, ['underline', 'strikethrough', 'strikethrough', 'spoiler', 'spoiler', ...boxes]);
});

it('decodes only the references that Telegram knows', () => {
  assert.equal(parseHtml('&lt;&gt;&amp;&quot;&#33;&#x1F600;&nbsp;&copy').text, '<>&"!😀&nbsp;&copy');
});

it('keeps links of web schemes and drops the link, not the text, of others', () => {
  assert.deepEqual(parseHtml('<a href="https://a.example?x=1&amp;y=2">a</a>').entities, [
    { type: 'text_link', offset: 0, length: 1, url: 'https://a.example/?x=1&y=2' },
  ]);
  assert.deepEqual(parseHtml('<a href="javascript:alert(1)">a</a>'), { text: 'a', entities: [] });
});

it('names the fault and its byte offset', () => {
  const faults: [string, RegExp][] = [
    ['я<p>a</p>', /Unsupported start tag "p" at byte offset 2$/],
    ['<b>a', /Can't find end tag corresponding to start tag "b"$/],
    ['a</b>', /Unexpected end tag at byte offset 1$/],
    ['<b><i>a</b></i>', /Unmatched end tag at byte offset 7, expected "<\/i>", found "<\/b>"$/],
    ['1 < 2', /Unclosed start tag at byte offset 2$/],
    ['<span>a</span>', /Tag "span" must have class "tg-spoiler"/],
  ];
  for (const [html, fault] of faults) assert.throws(() => parseHtml(html), fault);
});
