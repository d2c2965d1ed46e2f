import type { UploadRules } from '@agent-chat/sdk/protocol';
import { z } from 'zod';

/** What a site can let in: family → MIME type → the name endings that fit it, the usual one first. */
export const UPLOAD_FAMILIES = {
  images: {
    'image/png': ['png'],
    'image/jpeg': ['jpg', 'jpeg'],
    'image/webp': ['webp'],
    'image/gif': ['gif'],
  },
  pdf: { 'application/pdf': ['pdf'] },
  text: { 'text/plain': ['txt', 'md', 'csv', 'tsv', 'log', 'json', 'yaml', 'yml', 'ini'] },
  office: {
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
    'application/vnd.oasis.opendocument.text': ['odt'],
    'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
    'application/vnd.oasis.opendocument.presentation': ['odp'],
    'application/msword': ['doc'],
    'application/vnd.ms-excel': ['xls'],
    'application/vnd.ms-powerpoint': ['ppt'],
    'application/rtf': ['rtf'],
  },
  audio: {
    'audio/ogg': ['ogg', 'oga', 'opus'],
    'audio/mpeg': ['mp3'],
    'audio/mp4': ['m4a', 'mp4'],
    'audio/webm': ['weba', 'webm'],
    'audio/wav': ['wav'],
    'audio/aac': ['aac'],
    'audio/flac': ['flac'],
  },
  video: { 'video/mp4': ['mp4', 'm4v'], 'video/webm': ['webm'], 'video/quicktime': ['mov'] },
} as const satisfies Record<string, Record<string, readonly string[]>>;

export type UploadFamily = keyof typeof UPLOAD_FAMILIES;
export const uploadFamilies = Object.keys(UPLOAD_FAMILIES) as UploadFamily[];

const families = Object.entries(UPLOAD_FAMILIES) as [UploadFamily, Record<string, readonly string[]>][];

/** Undefined for a type that no site can let in. */
export function familyOf(type: string): UploadFamily | undefined {
  return families.find(([, types]) => Object.hasOwn(types, type))?.[0];
}

/** The endings that a file of the type may have, the usual one first. */
export function endingsOf(type: string): readonly string[] {
  const family = familyOf(type);
  return family ? (UPLOAD_FAMILIES[family] as Record<string, readonly string[]>)[type]! : ['bin'];
}

/** What a site lets people attach. */
export interface SiteUploads {
  maxMegabytes: number;
  /** None: the site takes no files. */
  types: UploadFamily[];
}

/** Telegram lets a bot send no more than this, so that nothing is taken in that cannot go on. */
const MOST_MEGABYTES = 50;
const DEFAULT_UPLOADS: SiteUploads = { maxMegabytes: 10, types: ['images', 'pdf', 'text', 'office', 'audio'] };

export const uploadsSchema = z
  .strictObject({
    maxMegabytes: z.number().positive().max(MOST_MEGABYTES).default(DEFAULT_UPLOADS.maxMegabytes),
    types: z
      .array(z.enum(uploadFamilies))
      .default(DEFAULT_UPLOADS.types)
      .describe('What may be attached; `[]` for nothing. A file’s type is decided by its content, not by its name'),
  })
  .default(DEFAULT_UPLOADS);

/** For the page: undefined where the site takes no files. */
export function uploadRules({ maxMegabytes, types }: SiteUploads): UploadRules | undefined {
  const mimeTypes = types.flatMap((family) => Object.keys(UPLOAD_FAMILIES[family]));
  return mimeTypes.length > 0 ? { maxMegabytes, types: mimeTypes } : undefined;
}
