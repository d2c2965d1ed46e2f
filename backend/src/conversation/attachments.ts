import type { Block } from '@agent-chat/sdk/protocol';
import type { Transaction } from '../store/database.ts';

/** Files that were handed in before the message they belong to. The room that keeps them implements it. */
export interface Attachments {
  /** Looks up files that messages of this transaction want to have. */
  open(trx: Transaction, ids: string[]): Promise<AttachmentDesk>;
  /** All that one contact has attached is another's from now on: he turned out to be him. */
  follow(trx: Transaction, contacts: { from: string; to: string }): Promise<void>;
}

export interface AttachmentDesk {
  /** The blocks that show the files, in this order. Throws {@link AppError} where one is unknown, somebody else's or another message's. */
  take(ids: string[], taker: Taker): Block[];
  /** Writes down who took what; after the messages were stored. */
  settle(): Promise<void>;
}

export interface Taker {
  messageId: string;
  contactId: string;
  by: 'visitor' | 'operator';
}

/** Ids of the files that a message shows. */
export function fileIds(blocks: Block[]): string[] {
  return blocks.flatMap((block) => ('file' in block ? [block.file.id] : []));
}

/** Files in words, for whoever reads text alone: `[file: invoice.pdf, application/pdf, 1.2 MB]`, a line each. */
export function fileLines(blocks: Block[]): string {
  return blocks
    .flatMap((block) =>
      'file' in block ? [`[file: ${block.file.name}, ${block.file.type}, ${sizeOf(block.file.size)}]`] : [],
    )
    .join('\n');
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
