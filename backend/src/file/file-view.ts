import type { Block, FileView } from '@agent-chat/sdk/protocol';
import { familyOf } from '../content/kinds/uploads.ts';
import type { FileRow } from './file-store.ts';

export function toFileView(row: FileRow): FileView {
  const { id, key, name, type, size, width, height, duration } = row;
  return {
    ...{ id, name, type, size, url: `/files/${id}/${key}/${encodeURIComponent(name)}` },
    ...(width && height && { width, height }),
    ...(duration && { duration }),
  };
}

/** How a message shows it. */
export function toBlock(row: FileRow): Block {
  const family = familyOf(row.type);
  const type = family === 'images' ? 'image' : family === 'audio' ? 'voice' : 'file';
  return { type, file: toFileView(row) };
}

/** Whether a browser may show it in place: pictures made of pixels, and sound. Everything else is saved. */
export function isInline(type: string): boolean {
  const family = familyOf(type);
  return family === 'images' || family === 'audio';
}
