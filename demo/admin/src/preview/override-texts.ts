import type { PreviewOrder } from './preview-order.ts';

interface Texts {
  [key: string]: string | Texts;
}

let override: PreviewOrder['texts'];
const fetchReal = window.fetch.bind(window);

/** The widget of this frame reads its texts with one replaced. Returns whether that is another one than before. */
export function overrideTexts(texts: PreviewOrder['texts']): boolean {
  const isChanged = JSON.stringify(texts) !== JSON.stringify(override);
  override = texts;
  return isChanged;
}

window.fetch = async (input, init) => {
  const response = await fetchReal(input, init);
  const path = new URL(input instanceof Request ? input.url : input, location.href).pathname;
  if (!override || !path.startsWith('/locales/') || !path.endsWith(`/${override.namespace}.json`)) return response;
  return Response.json(withText((await response.json()) as Texts, override));
};

function withText(tree: Texts, { path, forms }: NonNullable<PreviewOrder['texts']>): Texts {
  const names = path.split('.');
  const last = names.pop()!;
  const group = names.reduce<Texts>((at, name) => {
    if (typeof at[name] !== 'object') at[name] = {};
    return at[name] as Texts;
  }, tree);
  for (const [form, text] of Object.entries(forms)) {
    // What is empty falls back to English, as it does in the chat.
    if (text.trim() !== '') group[form === 'text' ? last : `${last}_${form}`] = text;
  }
  return tree;
}
