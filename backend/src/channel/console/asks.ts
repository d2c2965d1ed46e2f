import {
  MAX_FILES,
  MAX_HISTORY_PAGE,
  MAX_TEXT_LENGTH,
  type Conversation,
  type Message,
  type PageEvent,
} from '@agent-chat/sdk/protocol';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import type { Account } from '../../access/access.ts';
import type { Conversations } from '../../conversation/conversations.ts';
import { findContactById } from '../../conversation/contact-store.ts';
import type { Live } from '../../conversation/live.ts';
import type { Database } from '../../store/database.ts';
import type { TurnRunner } from '../../turn/turn-runner.ts';
import type { TextEditors } from './text-editors.ts';

export interface AskContext {
  socket: Socket;
  account: Account;
  conversations: Conversations;
  database: Database;
  live: Live;
  turns: Pick<TurnRunner, 'state'>;
  textEditors: TextEditors;
}

export interface Ask {
  schema: z.ZodType;
  run(payload: never, context: AskContext): Promise<object>;
}

/** What `conversation:watch` answers. */
export interface Watched extends ReturnType<TurnRunner['state']> {
  conversation: Conversation;
  contact: { id: string; name: string | null };
  messages: Message[];
  hasEarlier: boolean;
  /** What the visitor did on the page, oldest first. */
  pageEvents: PageEvent[];
}

const PAGE = 50;
const id = z.string().min(1).max(64);

export const roomOf = (conversationId: string) => `conversation:${conversationId}`;

function ask<T extends z.ZodType>(schema: T, run: (payload: z.output<T>, context: AskContext) => Promise<object>): Ask {
  return { schema, run };
}

/** What a console may ask of its socket. */
export const asks: Record<string, Ask> = {
  /** From now on the live events of the conversation are told. Joined first and read after, so that nothing falls between. */
  'conversation:watch': ask(
    z.strictObject({ id }),
    async (payload, { socket, conversations, database, live, turns }) => {
      const row = await conversations.find(payload.id);
      await socket.join(roomOf(row.id));
      live.emit({ conversationId: row.id, event: 'message:delivered', payload: { seq: row.last_seq } });
      const [conversation, contact, messages, pageEvents] = await Promise.all([
        conversations.view(row),
        findContactById(database.read, row.contact_id),
        conversations.history(row.id, { limit: PAGE }),
        conversations.pageEvents(row.id),
      ]);
      const watched: Watched = {
        conversation,
        contact: { id: row.contact_id, name: contact?.name ?? null },
        messages,
        pageEvents,
        hasEarlier: (messages[0]?.seq ?? 1) > 1,
        ...turns.state(row.id),
      };
      return watched;
    },
  ),

  'conversation:unwatch': ask(z.strictObject({ id }), async (payload, { socket }) => {
    await socket.leave(roomOf(payload.id));
    return {};
  }),

  'history:read': ask(
    z.strictObject({
      id,
      beforeSeq: z.number().int().min(0).optional(),
      afterSeq: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(MAX_HISTORY_PAGE),
    }),
    async ({ id: wanted, ...range }, { conversations }) => {
      const row = await conversations.find(wanted);
      const messages = await conversations.history(row.id, range);
      return { messages, hasEarlier: (messages[0]?.seq ?? 1) > 1 };
    },
  ),

  'message:send': ask(
    z
      .strictObject({
        conversationId: id,
        clientId: z.string().regex(/^[\w-]{8,64}$/),
        text: z.string().trim().max(MAX_TEXT_LENGTH),
        files: z.array(id).min(1).max(MAX_FILES).optional(),
      })
      .refine(({ text, files }) => text || files, { path: ['text'], message: 'is empty' }),
    async ({ conversationId, text, ...said }, { account, conversations }) => ({
      message: await conversations.sayAsOperator(conversationId, { name: account.name }, text, said),
    }),
  ),

  'message:read': ask(z.strictObject({ id, seq: z.number().int().min(0) }), async (payload, { conversations }) => {
    const row = await conversations.find(payload.id);
    await conversations.markRead(row.id, 'operator', payload.seq);
    return {};
  }),

  'conversation:close': ask(z.strictObject({ id }), async (payload, { conversations }) => ({
    conversation: await conversations.close(payload.id),
  })),

  'conversation:handback': ask(z.strictObject({ id }), async (payload, { conversations }) => {
    const row = await conversations.find(payload.id);
    return { conversation: await conversations.handBack(row.id) };
  }),

  'typing:set': ask(
    z.strictObject({ conversationId: id, on: z.boolean() }),
    async ({ conversationId, on }, { socket, live, account }) => {
      const payload = { on, by: { name: account.name } };
      if (socket.rooms.has(roomOf(conversationId))) {
        live.emit({ conversationId, event: 'typing:changed', payload, except: socket.id });
      }
      return {};
    },
  ),

  /** From now on this console changes that text, or none; answers who changes which. */
  'texts:edit': ask(
    z.strictObject({ text: z.strictObject({ tag: z.string().max(35), key: z.string().max(200) }).optional() }),
    async ({ text }, { socket, account, textEditors }) => {
      textEditors.set(socket, text && { name: account.name, ...text });
      return { editors: textEditors.list() };
    },
  ),
};
