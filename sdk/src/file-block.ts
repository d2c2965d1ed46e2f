import type { Block, FileView } from './protocol.ts';

/** How a message shows a file, as the server will say it. */
export function fileBlock(file: FileView): Block {
  if (file.type.startsWith('image/')) return { type: 'image', file };
  return { type: file.type.startsWith('audio/') ? 'voice' : 'file', file };
}
