import type { FileView } from './protocol.ts';

/** The whole address of a file; `''` for one that is not of this server. */
export function fileUrl(server: string, { url }: Pick<FileView, 'url'>): string {
  if (!URL.canParse(url, server)) return '';
  const address = new URL(url, server);
  return address.origin === new URL(server).origin ? address.href : '';
}
