import type { Api } from 'grammy';
import type { Message } from 'grammy/types';
import { AppError } from '../../errors.ts';
import type { InboundFile } from '../channel.ts';
import { troubleOf } from './telegram-trouble.ts';

export interface AttachedOptions {
  api: Api;
  /** Where files are fetched from; holds the token, so it never leaves this process. */
  fileRoot: string;
}

type Described = Omit<InboundFile, 'externalId' | 'open'> & { fileId: string };

const FETCH_MS = 120_000;

/** What somebody attached to a message: a picture in its largest size, a document, a recording, a round video. */
export function attachedTo(message: Message, options: AttachedOptions): InboundFile[] {
  const described = describe(message);
  if (!described) return [];
  const { fileId, ...file } = described;
  const externalId = `${message.chat.id}:${message.message_id}`;
  return [{ ...file, externalId, open: () => fetchFile(fileId, options) }];
}

function describe({ photo, document, voice, audio, video, video_note: note }: Message): Described | undefined {
  const largest = photo?.at(-1);
  if (largest) {
    const { file_id: fileId, file_size: size, width, height } = largest;
    return { fileId, size, width, height, name: 'photo.jpg', type: 'image/jpeg' };
  }
  if (note) {
    const { file_id: fileId, file_size: size, duration } = note;
    return { fileId, size, duration, name: 'video-message.mp4', type: 'video/mp4', also: 'video' };
  }
  const found = voice ?? audio ?? video ?? document;
  if (!found) return undefined;
  const { file_id: fileId, file_size: size, mime_type: type } = found;
  const name = ('file_name' in found && found.file_name) || (voice ? 'voice.ogg' : 'file');
  return { fileId, size, type, name, ...('duration' in found && { duration: found.duration }) };
}

/** Telegram hands out no more than 20 MB to a bot. */
async function fetchFile(fileId: string, { api, fileRoot }: AttachedOptions): Promise<AsyncIterable<Uint8Array>> {
  const { file_path: path } = await api.getFile(fileId).catch((error: unknown) => {
    if (/too big/i.test(troubleOf(error).reason))
      throw new AppError('TOO_LARGE', 'Telegram does not hand out so large a file');
    throw error;
  });
  const response = await fetch(`${fileRoot}/${path}`, { signal: AbortSignal.timeout(FETCH_MS) });
  if (response.ok && response.body) return response.body;
  throw new Error(`Telegram answered the fetch of a file with status ${response.status}`);
}
