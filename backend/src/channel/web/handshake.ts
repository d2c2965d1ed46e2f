import { PROTOCOL_VERSION, type Handshake } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { parse } from '../../parse.ts';
import { pageSchema } from './page-schema.ts';

const schema = z.object({
  protocol: z.number(),
  site: z.string().max(64).optional(),
  token: z.string().min(16).max(512).optional(),
  identity: z.string().max(4096).optional(),
  // Whatever a page says of its language: what is none leads to another one, not out.
  locale: z.string().max(35).optional().catch(undefined),
  pageLocale: z.string().max(35).optional().catch(undefined),
  languages: z.array(z.string().max(35)).max(30).optional().catch(undefined),
  // A page that says too much of itself is no reason to keep its visitor out.
  page: pageSchema.optional().catch(undefined),
  afterSeq: z.int().min(0).optional(),
  conversationId: z.string().max(64).optional(),
});

/** Reads the `auth` of a handshake. Throws {@link AppError}. */
export function readHandshake(auth: unknown): Handshake {
  const handshake = parse(schema, auth, 'handshake');
  if (handshake.protocol !== PROTOCOL_VERSION) {
    throw new AppError('PROTOCOL_UNSUPPORTED', `This server speaks protocol ${PROTOCOL_VERSION}`, {
      hint: 'Load agent-chat.js from this server again, or update @agent-chat/sdk.',
    });
  }
  return handshake;
}
