import type { Api, InputFile } from 'grammy';
import type { FileView } from '@agent-chat/sdk/protocol';
import type { FormattedText } from './formatted-text.ts';
import type { Keyboard } from './keyboard.ts';
import { attempt, type Trouble } from './telegram-trouble.ts';

export interface FileToSend {
  file: FileView;
  /** Opens the bytes anew for each try. */
  source(): InputFile;
  caption?: FormattedText;
  keyboard?: Keyboard;
  silent: boolean;
}

type Kind = 'photo' | 'voice' | 'document';

/** Of a caption, in UTF-16 units after parsing. */
export const CAPTION_LIMIT = 1024;
const PHOTO_BYTES = 10_000_000;
const PHOTOS = new Set(['image/png', 'image/jpeg', 'image/webp']);
const VOICES = new Set(['audio/ogg', 'audio/mpeg', 'audio/mp4']);

/** The id of the sent message, or why there is none. What Telegram does not take as a picture or a voice message goes as a document. */
export async function sendFile(api: Api, chatId: number, sending: FileToSend): Promise<number | Trouble> {
  const kind = kindOf(sending.file);
  const result = await send(api, chatId, kind, sending);
  const isRefused = typeof result !== 'number' && result.kind === 'refused';
  return isRefused && kind !== 'document' ? send(api, chatId, 'document', sending) : result;
}

function send(api: Api, chatId: number, kind: Kind, sending: FileToSend): Promise<number | Trouble> {
  const { caption, keyboard, silent, file, source } = sending;
  const other = {
    disable_notification: silent,
    ...(caption && { caption: caption.text, caption_entities: caption.entities }),
    ...(keyboard && { reply_markup: keyboard }),
  };
  if (kind === 'photo') return attempt(() => api.sendPhoto(chatId, source(), other));
  if (kind === 'document') return attempt(() => api.sendDocument(chatId, source(), other));
  const duration = file.duration && Math.round(file.duration);
  return attempt(() => api.sendVoice(chatId, source(), { ...other, ...(duration && { duration }) }));
}

function kindOf({ type, size }: FileView): Kind {
  if (PHOTOS.has(type) && size <= PHOTO_BYTES) return 'photo';
  return VOICES.has(type) ? 'voice' : 'document';
}

/** grammY writes the name into a header as it is. */
export function headerName(name: string): string {
  return name.replace(/[;"\\]/g, '_');
}
