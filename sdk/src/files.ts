import type { Block, FileView } from './protocol.ts';

/** The whole address of a file; `''` for one that is not of this server. */
export function fileUrl(server: string, { url }: Pick<FileView, 'url'>): string {
  if (!URL.canParse(url, server)) return '';
  const address = new URL(url, server);
  return address.origin === new URL(server).origin ? address.href : '';
}

/** How a message shows a file, as the server will say it. */
export function fileBlock(file: FileView): Block {
  if (file.type.startsWith('image/')) return { type: 'image', file };
  return { type: file.type.startsWith('audio/') ? 'voice' : 'file', file };
}
