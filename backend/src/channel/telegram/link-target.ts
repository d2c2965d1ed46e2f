import type { TextWriter } from './formatted-text.ts';

/**
 * Writes a link's label as a link where Telegram takes the address: http(s) with a dotted name. A mail address, a phone number and an address
 * of one's own computer stand in brackets behind it, where Telegram finds them by itself; any other target is left out.
 */
export function linkTo(writer: TextWriter, target: string, label: () => void): void {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url && /^https?:$/.test(url.protocol) && isDotted(url.hostname)) {
    return writer.styled({ type: 'text_link', url: url.href }, label);
  }
  const before = writer.text().length;
  label();
  const shown = url && readable(url, target);
  if (shown && !writer.text().slice(before).includes(shown)) writer.write(` (${shown})`);
}

function isDotted(hostname: string): boolean {
  return /[^.]\.[^.]/.test(hostname);
}

function readable(url: URL, target: string): string | undefined {
  if (/^https?:$/.test(url.protocol)) return url.href;
  return /^(mailto|tel):$/.test(url.protocol) ? target.slice(url.protocol.length).replace(/\?.*$/s, '') : undefined;
}
