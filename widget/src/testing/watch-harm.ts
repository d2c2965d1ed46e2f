declare global {
  interface Window {
    /** Raised by every hostile string that gets to run. */
    __executed: number;
  }
}

const HARMLESS_LINK = /^(https?|mailto|tel|blob):/;
const FORBIDDEN = 'script, iframe, frame, object, embed, base, meta, link, style, form[action], [formaction], [srcdoc]';

/** What hostile text has brought about on this page since this call: none, if all is well. */
export function watchHarm(): (root: ShadowRoot) => string[] {
  window.__executed = 0;
  const dialogs: string[] = [];
  for (const name of ['alert', 'confirm', 'prompt'] as const) window[name] = () => void dialogs.push(name) as never;
  performance.clearResourceTimings();
  return (root) => [
    ...(window.__executed ? [`${window.__executed} executed`] : []),
    ...dialogs,
    ...performance.getEntriesByType('resource').flatMap(({ name }) => (isForeign(name) ? [`asked for ${name}`] : [])),
    ...[...root.querySelectorAll('*')].flatMap(harmOf),
  ];
}

function isForeign(address: string): boolean {
  const { origin, protocol } = new URL(address);
  return protocol !== 'blob:' && origin !== location.origin;
}

function harmOf(element: Element): string[] {
  const harms = element.matches(FORBIDDEN) ? [`<${element.localName}> in the page`] : [];
  for (const { name, value } of element.attributes) {
    // Sizes of the widget's own are set through the style's object, which shows as an attribute.
    if (name === 'style' && /[(@<]/.test(value)) harms.push(`style=${value}`);
    if (/^on|^srcset$|^ping$/.test(name)) harms.push(`${element.localName}[${name}]`);
    if (/^(xlink:)?href$|^src$|^action$/.test(name) && !HARMLESS_LINK.test(value)) harms.push(`${name}=${value}`);
  }
  return harms;
}
