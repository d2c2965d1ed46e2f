const SAFE = /^(https?|mailto|tel):$/;

/** The normalised address when a click on it is harmless (`http(s)`, `mailto`, `tel`, or a path of this site), else undefined. */
export function safeHref(address: string): string | undefined {
  const base = address[0] === '/' ? globalThis.location?.href : undefined;
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return SAFE.test(url.protocol) ? url.href : undefined;
}
