import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { MarkdownView } from './markdown-view.ts';

function render(...texts: string[]): HTMLElement {
  const root = document.createElement('div');
  const view = new MarkdownView(root);
  for (const text of texts) view.update(text);
  return root;
}

const html = (text: string) => render(text).innerHTML;

const SAMPLES: [text: string, html: string][] = [
  ['one\ntwo\n\nthree', '<p>one<br>two</p><p>three</p>'],
  [
    '**b** *i* ***bi*** ~~s~~ `c*d*`',
    '<p><strong>b</strong> <em>i</em> <strong><em>bi</em></strong> <del>s</del> <code>c*d*</code></p>',
  ],
  ['a **b *c*** d', '<p>a <strong>b <em>c</em></strong> d</p>'],
  ['2 * 3 * 4 snake_case_name', '<p>2 * 3 * 4 snake_case_name</p>'],
  ['**open', '<p>**open</p>'],
  ['\\*kept\\*', '<p>*kept*</p>'],
  ['# One\n###### Six #', '<h3>One</h3><h3>Six</h3>'],
  ['- a\n- b\n  - c\n\nend', '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><p>end</p>'],
  ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
  ['in\n1986. x', '<p>in<br>1986. x</p>'],
  ['> q\n> - x', '<blockquote><p>q</p><ul><li>x</li></ul></blockquote>'],
  [
    '```js\n<b>&\n```\nx',
    '<agent-chat-code data-language="js"><pre tabindex="0"><code>&lt;b&gt;&amp;</code></pre></agent-chat-code><p>x</p>',
  ],
  ['```\nopen', '<agent-chat-code data-language=""><pre tabindex="0"><code>open</code></pre></agent-chat-code>'],
  ['a\n\n---\nb', '<p>a</p><hr><p>b</p>'],
  [
    'x\n| a | b |\n|---|--:|\n| 1 | 2 \\| 3 |\n\ny',
    '<p>x</p><div class="table" tabindex="0"><table><thead><tr><th>a</th><th class="end">b</th></tr></thead><tbody><tr><td>1</td><td class="end">2 | 3</td></tr></tbody></table></div><p>y</p>',
  ],
];

const LINK = 'rel="noopener noreferrer nofollow" target="_blank"';
const LINKS: [text: string, html: string][] = [
  ['[a *b*](https://x.io/y)', `<p><a href="https://x.io/y" ${LINK}>a <em>b</em></a></p>`],
  ['see https://x.io/a(b), ok', `<p>see <a href="https://x.io/a(b)" ${LINK}>https://x.io/a(b)</a>, ok</p>`],
  ['[w](https://x.io/a_(b))', `<p><a href="https://x.io/a_(b)" ${LINK}>w</a></p>`],
  ['<me@x.io>', `<p><a href="mailto:me@x.io" ${LINK}>me@x.io</a></p>`],
  ['[call](tel:+4930)', `<p><a href="tel:+4930" ${LINK}>call</a></p>`],
  ['![alt](https://x.io/i.png)', `<p><a href="https://x.io/i.png" ${LINK}>alt</a></p>`],
  ['[x](javascript:alert(1))', '<p>x</p>'],
  ['[x](data:text/html,1)', '<p>x</p>'],
  ['[x](vbscript:1) [y](file:///etc)', '<p>x y</p>'],
];

const ATTACKS = [
  '<script>window.hit=1</script>',
  '<img src=x onerror="window.hit=1">',
  '![x](x" onerror="window.hit=1)',
  '![x](https://evil.example/pixel.png)',
  '<svg onload=window.hit=1>',
  '[x](javascript:window.hit=1)',
  '[x](JaVaScRiPt:window.hit=1)',
  '[x](java\tscript:window.hit=1)',
  '[x]( javascript:window.hit=1)',
  '[x](&#106;avascript:window.hit=1)',
  '<javascript:window.hit=1>',
  '<iframe srcdoc="<script>parent.hit=1</script>">',
  '<a href="javascript:window.hit=1">x</a>',
  '[<img src=x onerror=window.hit=1>](https://x.io)',
  '`<img src=x onerror=window.hit=1>`',
  '| <img src=x onerror=window.hit=1> |\n|---|\n| <script>window.hit=1</script> |',
  '# <style>*{display:none}</style>',
  '> <object data="javascript:window.hit=1">',
  '```\n</code></pre><script>window.hit=1</script>\n```',
  '<math><mtext></p><img src onerror=window.hit=1>',
];

const ALLOWED = new Set(
  'p h3 strong em del code pre agent-chat-code a br hr ul ol li blockquote div table thead tbody tr th td'.split(' '),
);
const ATTRIBUTES = new Set(['href', 'rel', 'target', 'class', 'tabindex', 'start', 'data-language']);

function expectHarmless(root: HTMLElement): void {
  for (const element of root.querySelectorAll('*')) {
    expect(ALLOWED.has(element.localName), element.localName).to.equal(true);
    for (const name of element.getAttributeNames()) expect(ATTRIBUTES.has(name), name).to.equal(true);
    if (element instanceof HTMLAnchorElement) {
      expect(element.protocol).to.match(/^(https?|mailto|tel):$/);
      expect(element.rel).to.equal('noopener noreferrer nofollow');
    }
  }
}

const PIECES = [
  ...[
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '```\n',
    '\n',
    '\n\n',
    '# ',
    '- ',
    '1. ',
    '  ',
    '    ',
    '> ',
    '| ',
    ' | ',
    '|---|---|',
    '|--|',
  ],
  ...[
    '---',
    '[',
    '](',
    ')',
    '!',
    '<',
    '>',
    '\\',
    'https://a.io/b',
    'javascript:',
    'word',
    ' ',
    'a',
    'é',
    '🚲',
    '\t',
    '&amp;',
    '"',
  ],
];
const markdown = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.array(fc.constantFrom(...SAMPLES.map(([text]) => text)), { maxLength: 6 }).map((texts) => texts.join('\n\n')),
);

describe('the Markdown view', () => {
  it('puts finished blocks away together, the same ones whether the text came at once or grew', () => {
    const text = Array.from({ length: 20 }, (_, index) => `Paragraph ${index}`).join('\n\n');
    const grown = render(...Array.from(text, (_, index) => text.slice(0, index + 1)));
    const parts = [...grown.querySelectorAll('.sealed')].map(({ children }) => children.length);
    expect(parts).to.deep.equal([8, 8]);
    expect(grown.innerHTML).to.equal(html(text));
    expect([...grown.querySelectorAll('p')].map((p) => p.textContent).join('\n\n')).to.equal(text);
  });

  for (const [text, expected] of SAMPLES) {
    it(`renders ${JSON.stringify(text)}`, () => expect(html(text)).to.equal(expected));
  }

  for (const [text, expected] of LINKS) {
    it(`links only where a click is harmless: ${text}`, () => expect(html(text)).to.equal(expected));
  }

  it('makes nothing but inert elements of what would run or load', async () => {
    for (const attack of ATTACKS) {
      const root = render(attack);
      document.body.append(root);
      expectHarmless(root);
      root.remove();
    }
    await new Promise((done) => setTimeout(done, 50));
    expect('hit' in window).to.equal(false);
  });

  it('makes nothing but inert elements of any text', () => {
    fc.assert(
      fc.property(markdown, (text) => expectHarmless(render(text))),
      { numRuns: 300 },
    );
  });

  it('shows the same in the end, however the text was cut into pieces', () => {
    const cuts = fc.array(fc.nat(200), { maxLength: 12 });
    fc.assert(
      fc.property(markdown, cuts, (text, places) => {
        const lengths = places.map((place) => place % (text.length + 1)).sort((a, b) => a - b);
        const streamed = render(...lengths.map((length) => text.slice(0, length)), text);
        expect(streamed.innerHTML).to.equal(html(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('shows the same in the end when the text came one character at a time', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const prefixes = Array.from(text, (_, index) => text.slice(0, index + 1));
        expect(render(...prefixes, text).innerHTML).to.equal(html(text));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves finished blocks alone while the text grows', () => {
    const root = document.createElement('div');
    const view = new MarkdownView(root);
    const start = '# Title\n\nfirst\n\nsecond\nline\n\nthird';
    view.update(start);
    const before = [...root.childNodes];
    const records = new MutationObserver(() => undefined);
    records.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    view.update(`${start} goes on`);
    expect(records.takeRecords().length).to.equal(1);
    expect([...root.childNodes]).to.deep.equal(before);
  });

  it('starts over when the text is replaced', () => {
    expect(render('a\n\nb\n\nc\n\nd\n\ne', 'x\n\ny').innerHTML).to.equal('<p>x</p><p>y</p>');
  });

  it('gets through hostile nesting and length in time', () => {
    const started = performance.now();
    for (const unit of ['*', '[', '>', '- ', '`', '*_', '![', '<', '(', '|', '\\', '~~a', '[a]('])
      render(unit.repeat(20_000));
    render('word '.repeat(200_000));
    expect(performance.now() - started).to.be.below(4000);
  });
});
