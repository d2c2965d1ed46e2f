import type { Message } from '@grammyjs/types';
import { readImageSize } from './image-size.ts';
import type { Upload } from './params.ts';
import type { World } from './world.ts';

export interface AttachedFile extends Upload {
  as: 'photo' | 'document' | 'voice' | 'video_note';
  caption?: string;
  /** Of an album: the same for each of its messages. */
  album?: string;
}

/** What a person's app sends along with a file. */
export function attachedContent(world: World, { as, caption, album, ...upload }: AttachedFile): Partial<Message> {
  const { fileId, uniqueId, data } = world.files.store(upload, `${as}s`);
  const described = { file_id: fileId, file_unique_id: uniqueId, file_size: data.length };
  return { ...contentOf(as, described, upload), ...(caption && { caption }), ...(album && { media_group_id: album }) };
}

type Described = { file_id: string; file_unique_id: string; file_size: number };

function contentOf(as: AttachedFile['as'], file: Described, { filename, mimeType, data }: Upload): Partial<Message> {
  switch (as) {
    case 'photo':
      // The app offers smaller ones too; the largest comes last.
      return {
        photo: [
          { ...file, file_size: 1, width: 90, height: 90 },
          { ...file, ...readImageSize(data) },
        ],
      };
    case 'document':
      return { document: { ...file, file_name: filename, mime_type: mimeType } };
    case 'voice':
      return { voice: { ...file, duration: 2, mime_type: mimeType } };
    case 'video_note':
      return { video_note: { ...file, duration: 2, length: 240 } };
  }
}
