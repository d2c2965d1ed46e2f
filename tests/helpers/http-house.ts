import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createAccess, type Access } from '../../backend/src/access/access.ts';
import { createWords, type LiveWords } from '../../backend/src/content/locale-words.ts';
import { createConversations, type Conversations } from '../../backend/src/conversation/conversations.ts';
import { createFiles, type Files } from '../../backend/src/file/files.ts';
import { createLive, type Live } from '../../backend/src/conversation/live.ts';
import { capture } from '../../backend/src/lead/lead-store.ts';
import type { NewLead } from '../../backend/src/lead/lead.ts';
import { openDatabase, type Database } from '../../backend/src/store/database.ts';
import { silentLog } from '../../backend/src/telemetry/log.ts';

export const owner = { email: 'anna@velo.example', password: 'a long password' };

const LIMITS = {
  ...{ uploadsPerMinute: 1000, addressUploadsPerMinute: 1000 },
  ...{ uploadMegabytesPerDay: 1000, addressUploadMegabytesPerDay: 1000 },
};

/** The rooms that the console stands on, with a fresh database and nobody who answers. */
export interface House {
  database: Database;
  live: Live;
  conversations: Conversations;
  access: Access;
  files: Files;
  words: LiveWords;
  /** A new visitor who has said each of these. */
  visitor(...said: string[]): Promise<{ conversationId: string; contactId: string; messageIds: string[] }>;
  lead(
    visitor: { conversationId: string; contactId: string; messageIds: string[] },
    lead?: Partial<NewLead>,
  ): Promise<string>;
}

/** Without `admin` there is no account yet. */
export async function openHouse(t: TestContext, admin: { email?: string; password?: string } = owner): Promise<House> {
  const dir = await mkdtemp(join(tmpdir(), 'agent-chat-house-'));
  const database = await openDatabase({ dir });
  const words = createWords({ dir: 'locales', log: silentLog, watch: false });
  await words.start();
  t.after(async () => {
    await words.stop();
    await database.close();
    await rm(dir, { recursive: true });
  });
  const live = createLive();
  const files = createFiles({ database, dir: join(dir, 'files'), limits: LIMITS, log: silentLog });
  const conversations = createConversations({
    database,
    live,
    attachments: files.attachments,
    greeting: () => ({ role: 'agent', author: { name: 'Mira' }, channel: 'web', text: 'Hello!' }),
    proactive: () => undefined,
    operatorAsked: () => ({ role: 'agent', author: { name: 'Mira' }, channel: 'agent', text: 'asked' }),
    notices: { linked: () => 'linked', unlinked: () => 'unlinked', closed: () => 'closed', lost: () => '' },
    stepOf: async () => undefined,
    waitingQuestion: async () => [],
    offerTurns: () => undefined,
    foreseeTurns: () => undefined,
    beginTurns: () => {},
    wakeTurns: () => {},
    wakeDeliveries: () => {},
    tookOver: () => {},
  });
  const access = createAccess({ database, log: silentLog, admin });
  return {
    database,
    live,
    conversations,
    access,
    files,
    words,
    async visitor(...said) {
      const { conversation, contact } = await conversations.openSession({
        siteId: 'default',
        channel: 'web',
        locale: 'en',
        admitNewcomer: () => undefined,
      });
      const messageIds: string[] = [];
      for (const [index, text] of said.entries()) {
        const clientId = `client-${index}-id`;
        const message = { conversationId: conversation.id, channel: 'web', authorName: 'Visitor', text, clientId };
        messageIds.push((await conversations.receive(message)).message.id);
      }
      return { conversationId: conversation.id, contactId: contact.id, messageIds };
    },
    lead: ({ conversationId, contactId, messageIds }, lead) =>
      database.write((trx) =>
        capture(trx, {
          siteId: 'default',
          contactId,
          conversationId,
          channel: 'web',
          locale: 'en',
          name: 'Ivan Petrov',
          fields: messageIds.map((messageId, index) => ({
            key: `field-${index}`,
            label: 'scenarios:leadFields.name',
            value: 'Ivan Petrov',
            messageId,
          })),
          ...lead,
        }),
      ),
  };
}
