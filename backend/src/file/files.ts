import type { FileView } from '@agent-chat/sdk/protocol';
import { timingSafeEqual } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { familyOf, type SiteUploads } from '../content/kinds/uploads.ts';
import { AppError } from '../errors.ts';
import { createId } from '../id.ts';
import type { Database } from '../store/database.ts';
import type { Log } from '../telemetry/log.ts';
import { createToken, hashToken } from '../token.ts';
import { attachments } from './attach.ts';
import { cleanName } from './clean-name.ts';
import { detectType } from './detect-type.ts';
import { createFileBytes, type ByteRange } from './file-bytes.ts';
import { countUnsent, findExternalFile, findFile, insertFile, type FileRow, type Uploader } from './file-store.ts';
import { toFileView } from './file-view.ts';
import { createFileSweeper } from './sweep.ts';
import { writeIncoming } from './write-incoming.ts';
import { createUploadLimits, type Sender, type UploadLimitConfig } from './upload-limits.ts';

export interface FilesOptions {
  database: Database;
  /** Folder of the bytes. */
  dir: string;
  limits: UploadLimitConfig;
  log: Log;
}

/** Whole and flushed, in {@link Files.incoming}; `keep` moves it away or removes it. */
export interface NewFile extends Sender {
  path: string;
  name: string;
  declaredType?: string;
  uploader: Uploader;
  rules: SiteUploads;
  /** Pixels and seconds as the sender measured them: nothing here decodes a file. */
  width?: number;
  height?: number;
  duration?: number;
  /** How the channel it comes from knows it; unique. */
  externalId?: string;
}

/** Its bytes, when it is its turn. */
export type OpenStream = () => Promise<AsyncIterable<Uint8Array>>;

export interface NewStream extends Omit<NewFile, 'path'> {
  /** Bytes that there will be, where that is known. */
  announced?: number;
}

export type Files = ReturnType<typeof createFiles>;

/** 128 bits. */
const KEY_BYTES = 16;
const MOST_UNSENT = 30;

/** What people attach: bytes on the disk, what is known of them in the database. They are taken by messages, and go with their contact. */
export function createFiles({ database, dir, limits: limitConfig, log }: FilesOptions) {
  const bytes = createFileBytes(dir);
  const limits = createUploadLimits(limitConfig);
  const sweeper = createFileSweeper({ database, bytes, log });

  async function keep(file: NewFile): Promise<FileView> {
    try {
      return toFileView(await store(file));
    } finally {
      await rm(file.path, { force: true });
    }
  }

  async function store(file: NewFile): Promise<FileRow> {
    const { size } = await stat(file.path);
    const type = await checkedType(file, size);
    if ((await countUnsent(database.read, file.contactId, file.uploader)) >= MOST_UNSENT) {
      throw new AppError('RATE_LIMITED', 'Too many files wait to be sent', {
        hint: 'Send a message with them; what is not sent is removed within an hour.',
        retryAfter: 60,
      });
    }
    if (file.uploader === 'visitor') limits.spend(file, size);
    const row = toRow(file, { type, size });
    await bytes.keep(file.path, row.id);
    await database.write((trx) => insertFile(trx, row));
    return row;
  }

  async function keepStream(open: OpenStream, file: NewStream): Promise<FileView> {
    const { announced = 0, rules } = file;
    const mostBytes = rules.maxMegabytes * 1_000_000;
    if (announced > mostBytes) throw tooLarge(rules);
    const path = join(bytes.incoming, createId());
    if (!(await writeIncoming(path, await open(), mostBytes))) throw tooLarge(rules);
    return keep({ ...file, path });
  }

  return {
    attachments,
    /** Folder for files that are being received. */
    incoming: bytes.incoming,
    pathOf: bytes.pathOf,
    exists: bytes.exists,
    read: (id: string, range?: ByteRange) => bytes.read(id, range),

    /** Before anything is read. Throws {@link AppError} RATE_LIMITED. */
    admit: limits.admit,
    /** Stores it for an hour, until a message takes it. Throws {@link AppError} for what the site does not let in. */
    keep,
    /** The same for a file that is fetched from elsewhere. */
    keepStream,

    /** Undefined also for a wrong key, in the same time. */
    async open(id: string, key: string): Promise<FileRow | undefined> {
      const row = await findFile(database.read, id);
      const isRight = isSame(row?.key ?? '', key);
      return row && isRight ? row : undefined;
    },

    /** A file that came from a channel before. */
    async findExternal(externalId: string): Promise<{ id: string; isTaken: boolean } | undefined> {
      const row = await findExternalFile(database.read, externalId);
      return row && { id: row.id, isTaken: row.message_id !== null };
    },

    start: () => sweeper.start(),
    /** Removes now what is due. */
    sweep: () => sweeper.sweep(),
    stop: () => sweeper.stop(),
  };
}

async function checkedType({ path, name, declaredType, rules }: NewFile, size: number): Promise<string> {
  if (size === 0)
    throw new AppError('BAD_REQUEST', 'The file is empty', { hint: 'Choose a file with something in it.' });
  if (size > rules.maxMegabytes * 1_000_000) throw tooLarge(rules);
  const type = await detectType({ path, name, declaredType });
  const family = type && familyOf(type);
  if (type && family && rules.types.includes(family)) return type;
  throw new AppError('UNSUPPORTED', 'Files of this type are not taken', {
    hint: rules.types.length > 0 ? `Taken are: ${rules.types.join(', ')}.` : 'This site takes no files.',
  });
}

export function tooLarge({ maxMegabytes }: SiteUploads): AppError {
  return new AppError('TOO_LARGE', 'The file is too large', { hint: `At most ${maxMegabytes} MB are taken.` });
}

function toRow(file: NewFile, { type, size }: { type: string; size: number }): FileRow {
  return {
    id: createId(),
    key: createToken(KEY_BYTES),
    contact_id: file.contactId,
    uploader: file.uploader,
    message_id: null,
    name: cleanName(file.name, type),
    type,
    size,
    width: file.width ?? null,
    height: file.height ?? null,
    duration: file.duration ?? null,
    external_id: file.externalId ?? null,
    created_at: new Date().toISOString(),
  };
}

/** Of digests, which are equally long whatever was given. */
function isSame(known: string, given: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(known)), Buffer.from(hashToken(given)));
}
