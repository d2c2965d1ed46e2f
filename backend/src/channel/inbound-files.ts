import { AppError } from '../errors.ts';
import type { SiteUploads } from '../content/kinds/uploads.ts';
import type { Files } from '../file/files.ts';
import type { Inbound, InboundFile } from './channel.ts';

export interface KeptFiles {
  /** Ids for the message. */
  ids: string[];
  /** Why others were not taken. */
  refused: AppError[];
  /** All of them are part of a message already: it was received before. */
  isRepeat: boolean;
}

export interface FileOwner {
  contactId: string;
  channel: string;
  rules: SiteUploads;
}

/** Fetches what somebody attached on a channel. What is here already, from a try before this one, is not fetched again. */
export async function keepInbound(
  files: Files,
  { files: wanted = [] }: Pick<Inbound, 'files'>,
  owner: FileOwner,
): Promise<KeptFiles> {
  const kept: KeptFiles = { ids: [], refused: [], isRepeat: false };
  let taken = 0;
  for (const file of wanted) {
    const externalId = `${owner.channel} ${file.externalId}`;
    const known = await files.findExternal(externalId);
    if (known?.isTaken) taken += 1;
    else if (known) kept.ids.push(known.id);
    else await fetchOne(files, { ...file, externalId }, owner, kept);
  }
  return { ...kept, isRepeat: wanted.length > 0 && taken === wanted.length };
}

async function fetchOne(files: Files, file: InboundFile, owner: FileOwner, kept: KeptFiles): Promise<void> {
  const { contactId, rules } = owner;
  const takesAny = rules.types.length > 0;
  const types = takesAny && file.also ? [...rules.types, file.also] : rules.types;
  try {
    const { open, type: declaredType, size: _size, also: _also, ...rest } = file;
    const view = await files.keepStream(open, {
      ...{ ...rest, declaredType, contactId, uploader: 'visitor', rules: { ...rules, types } },
      announced: file.size,
    });
    kept.ids.push(view.id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'INTERNAL') throw error;
    kept.refused.push(error);
  }
}
