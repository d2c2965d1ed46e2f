import type { AttachmentDesk, Attachments, Taker } from '../conversation/attachments.ts';
import { AppError } from '../errors.ts';
import type { Transaction } from '../store/database.ts';
import { findFiles, moveFiles, takeFiles, type FileRow } from './file-store.ts';
import { toBlock } from './file-view.ts';

export const attachments: Attachments = { open: openDesk, follow: moveFiles };

/** Hands files out to messages, each to one. */
async function openDesk(trx: Transaction, ids: string[]): Promise<AttachmentDesk> {
  const files = await findFiles(trx, ids);
  const taken = new Map<string, string[]>();
  return {
    take(wanted, taker) {
      const rows = wanted.map((id) => claim(files.get(id), taker));
      if (new Set(wanted).size < wanted.length) throw new AppError('BAD_REQUEST', 'A file stands in the message twice');
      for (const row of rows) row.message_id = taker.messageId;
      taken.set(taker.messageId, wanted);
      return rows.map(toBlock);
    },
    async settle() {
      for (const [messageId, own] of taken) await takeFiles(trx, own, messageId);
    },
  };
}

/** Somebody else's file is no other than one that does not exist. */
function claim(row: FileRow | undefined, { contactId, by }: Taker): FileRow {
  if (!row || row.contact_id !== contactId || row.uploader !== by) {
    throw new AppError('NOT_FOUND', 'There is no such file, or not any more', {
      hint: 'A file is kept for an hour until a message takes it. Upload it again.',
    });
  }
  if (row.message_id) {
    throw new AppError('CONFLICT', 'The file is part of another message already', {
      hint: 'Upload it again to send it once more.',
    });
  }
  return row;
}
