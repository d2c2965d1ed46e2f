import type { UploadedFile } from '@koa/multer';
import type { Context } from 'koa';
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import type { SiteUploads } from '../../content/kinds/uploads.ts';
import { AppError } from '../../errors.ts';
import { tooLarge } from '../../file/files.ts';
import { parse } from '../parse.ts';

export interface Received {
  path: string;
  name: string;
  declaredType: string;
  width?: number;
  height?: number;
  duration?: number;
}

const MOST_PIXELS = 50_000;
const DAY_SECONDS = 24 * 60 * 60;
/** Names and borders of a multipart body, beyond the file itself. */
const ENVELOPE_BYTES = 16_000;

const pixels = z.coerce.number().int().min(1).max(MOST_PIXELS).optional();
const details = z.object({
  width: pixels,
  height: pixels,
  duration: z.coerce.number().positive().max(DAY_SECONDS).optional(),
});

/** Streams the part `file` of a multipart body into `folder`, up to what the site takes. What is refused leaves nothing behind. */
export async function receiveUpload(ctx: Context, folder: string, rules: SiteUploads): Promise<Received> {
  if (!ctx.is('multipart/form-data')) {
    throw new AppError('BAD_REQUEST', 'The body is not a form with a file', { hint: 'Send multipart/form-data.' });
  }
  const fileSize = Math.floor(rules.maxMegabytes * 1_000_000);
  if ((ctx.request.length ?? 0) > fileSize + ENVELOPE_BYTES) throw tooLarge(rules);
  // Loaded with the first file that comes.
  const { default: multer } = await import('@koa/multer');
  const read = multer({
    storage: multer.diskStorage({ destination: folder, flush: true }),
    limits: { fileSize, files: 1, fields: 8, fieldSize: 100, parts: 10, headerPairs: 20 },
    defParamCharset: 'utf8',
  }).single('file');
  await read(ctx, async () => undefined).catch((error: unknown) => {
    throw refusal(error, rules);
  });
  const { file, body } = ctx.request as unknown as { file?: UploadedFile; body?: unknown };
  if (!file) throw new AppError('BAD_REQUEST', 'The form has no file', { hint: 'Name the part with the file `file`.' });
  try {
    return {
      path: file.path,
      name: file.originalname,
      declaredType: file.mimetype,
      ...parse(details, { ...(body as object) }),
    };
  } catch (error) {
    await rm(file.path, { force: true });
    throw error;
  }
}

function refusal(error: unknown, rules: SiteUploads): unknown {
  const { code, errno } = error as { code?: string; errno?: number };
  if (code === 'LIMIT_FILE_SIZE') return tooLarge(rules);
  // Of the system, such as a full disk: not the sender's fault.
  if (errno !== undefined) return error;
  return new AppError('BAD_REQUEST', 'The form could not be read', {
    hint: 'Send one part `file`, and nothing but `width`, `height` and `duration` beside it.',
    cause: error,
  });
}
