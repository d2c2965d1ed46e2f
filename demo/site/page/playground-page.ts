import { markup, type Markup } from '../build/markup.ts';
import type { Page } from '../build/render-pages.ts';
import type { View } from '../build/view.ts';

/** The first of each is what the tag has without the attribute. `mode="page"` would cover the controls. */
const ATTRIBUTES = {
  mode: ['floating', 'inline'],
  theme: ['auto', 'light', 'dark'],
  position: ['bottom-end', 'bottom-start'],
};
/** What the light theme has. */
export const COLOURS = {
  accent: '#0d5f63',
  accentText: '#ffffff',
  link: '#0a5a5e',
  surface: '#ffffff',
  tint: '#eff4f4',
  text: '#14252c',
};
/** In pixels: the least, what the tag has, the most. */
export const LENGTHS = {
  radius: [0, 18, 32],
  width: [320, 400, 560],
  height: [400, 680, 900],
} as const;

export const playgroundPage: Page = {
  path: 'playground',
  script: '/playground.ts',
  title: ({ text }) => text('playground.title'),
  description: ({ text }) => text('playground.description'),
  body: (view) => markup`<div class="playground section wrap">
<h1>${view.text('playground.heading')}</h1>
<p class="lead">${view.text('playground.lead')}</p>
${controls(view)}
<div class="stage"></div>
<h2>${view.text('playground.snippet')}</h2>
<pre tabindex="0" dir="ltr"><code></code></pre>
<p class="actions"><button class="button" type="button" data-copied="${view.text('playground.copied')}">${view.text('playground.copy')}</button><output></output></p>
</div>`,
};

function controls(view: View): Markup {
  const { text } = view;
  const colours = entriesOf(COLOURS).map(([name, value]) => input(view, name, markup`type="color" value="${value}"`));
  const lengths = entriesOf(LENGTHS).map(([name, [least, usual, most]]) =>
    input(view, name, markup`type="range" min="${least}" value="${usual}" max="${most}"`),
  );
  return markup`<form autocomplete="off">
<fieldset><legend>${text('playground.attributes')}</legend>${attributes(view)}</fieldset>
<fieldset><legend>${text('playground.colours')}</legend>${colours}</fieldset>
<fieldset><legend>${text('playground.sizes')}</legend>${lengths}</fieldset>
<button class="button button-quiet" type="reset">${text('playground.reset')}</button>
</form>`;
}

function attributes({ text, languages }: View): Markup[] {
  const values = entriesOf(ATTRIBUTES).map(([name, all]) => {
    const options = all.map((value) => markup`<option>${value}</option>`);
    return markup`<label>${text(`playground.${name}`)}<select name="${name}">${options}</select></label>`;
  });
  const locales = languages.map(({ locale, name }) => markup`<option value="${locale}">${name}</option>`);
  const ofPage = markup`<option value="">${text('playground.ofPage')}</option>`;
  return [
    ...values,
    markup`<label>${text('language.choose')}<select name="locale">${ofPage}${locales}</select></label>`,
  ];
}

type Control = keyof typeof ATTRIBUTES | keyof typeof COLOURS | keyof typeof LENGTHS;

/** `Object.entries` of an object that has no other keys than these. */
function entriesOf<Key extends Control, Value>(controls: Record<Key, Value>): [Key, Value][] {
  return Object.entries(controls) as [Key, Value][];
}

function input({ text }: View, name: keyof typeof COLOURS | keyof typeof LENGTHS, kind: Markup): Markup {
  const token = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return markup`<label>${text(`playground.${name}`)}<input name="--agent-chat-${token}" ${kind}></label>`;
}
