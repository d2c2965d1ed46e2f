import { Markup, markup } from '../build/markup.ts';
import type { Example } from '../examples/examples.ts';
import { icon } from './icon.ts';

/** A file of an example, as it is written. */
export interface Source {
  name: string;
  text: string;
}

/** What runs, alone on a page. */
export function livePage({ title, body, policy }: Example, sources: Source[]): Markup {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${policy && markup`<meta http-equiv="content-security-policy" content="${policy}">`}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/images/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/examples/live.css">
${sources.map(load)}
</head>
<body>
${new Markup(body.replace('"/agent-chat.js"', '"/agent-chat.js" vite-ignore'))}
</body>
</html>
`;
}

function load({ name }: Source): Markup {
  if (name.endsWith('.css')) return markup`<link rel="stylesheet" href="/examples/${name}">`;
  return markup`<script type="module" src="/examples/${name}"></script>`;
}

/** What it is, the running thing, and beside it what was written. */
export function examplePage(example: Example, sources: Source[]): Markup {
  const { id, title, text, guide } = example;
  const [file, heading] = guide.split('#') as [string, string];
  return frame(
    title,
    text,
    markup`<p class="quiet"><a href="/examples/">All examples</a> · docs/${file}, “${heading.replaceAll('-', ' ')}” · <a href="/examples/${id}/live/">Alone on a page</a></p>
<div class="example">
<iframe src="/examples/${id}/live/" title="${title}" vite-ignore></iframe>
<div>
${source('index.html', pageSource(example, sources))}
${sources.map(({ name, text: code }) => source(name, code))}
</div>
</div>`,
  );
}

/** All of them, by what they show. */
export function examplesIndex(examples: Example[], nodeScript: string): Markup {
  const items = examples.map(
    ({ id, title, text }) => markup`<li><a href="/examples/${id}/">${title}</a><p class="quiet">${text}</p></li>`,
  );
  return frame(
    'Examples',
    'A small page for each thing that the tag and the SDK do: the running chat, and beside it what was written.',
    markup`<ul class="example-list">${items}</ul>
<h2>In Node</h2>
${source('sdk-in-node.mjs', nodeScript)}`,
  );
}

function pageSource({ body, policy }: Example, sources: Source[]): string {
  const head = [
    policy && `<meta http-equiv="content-security-policy" content="${policy}">`,
    ...sources.map(({ name }) =>
      name.endsWith('.css')
        ? `<link rel="stylesheet" href="${name}">`
        : `<script type="module" src="${name}"></script>`,
    ),
  ];
  return [...head.filter(Boolean), body].join('\n');
}

function source(name: string, text: string): Markup {
  return markup`<h3>${name}</h3>
<pre tabindex="0"><code>${text.trimEnd()}</code></pre>`;
}

function frame(title: string, text: string, body: Markup): Markup {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}: examples</title>
<meta name="description" content="${text}">
<link rel="icon" href="/images/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/styles/index.css">
<link rel="stylesheet" href="/styles/examples.css">
</head>
<body id="top">
<a class="skip" href="#content">Skip to the content</a>
<header class="header"><div class="header-inner wrap"><a class="brand" href="/" aria-label="Velo Harbour">${icon('brand')}<span>Velo Harbour</span></a>
<nav class="nav" aria-label="Pages"><a href="/examples/">Examples</a> <a href="/playground/">Playground</a></nav></div></header>
<main id="content" tabindex="-1" class="section wrap examples">
<h1>${title}</h1>
<p class="lead">${text}</p>
${body}
</main>
</body>
</html>
`;
}
