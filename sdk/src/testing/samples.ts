import type { ChatMessage } from '../chat-types.ts';
import type { Conversation, SiteView } from '../protocol.ts';

const VISITOR = { name: 'Visitor' };

/** The site of a fake chat unless its state names another. */
export const site: SiteView = {
  id: 'demo',
  name: 'Velo Harbour',
  agent: { name: 'Marta' },
  channels: ['telegram'],
  locales: ['en', 'ru', 'he'],
  features: { dictation: true, readAloud: true, sound: true, notifications: true },
  uploads: { maxMegabytes: 10, types: ['image/png', 'image/jpeg', 'application/pdf', 'text/plain', 'audio/ogg'] },
};

export function conversation(fields: Partial<Conversation> = {}): Conversation {
  return {
    ...{ id: 'c1', status: 'open', handler: 'agent', locale: 'en', lastSeq: 0, channels: [] },
    ...{ deliveredSeq: 0, readSeq: { visitor: 0, operator: 0, agent: 0 } },
    ...fields,
  };
}

/** A message of the log: the agent's unless `role` says otherwise, one second after the one before it. */
export function message(fields: Partial<ChatMessage> & { seq: number }): ChatMessage {
  const role = fields.role ?? 'agent';
  return {
    ...{ id: `m${fields.seq}`, conversationId: 'c1', role, author: role === 'visitor' ? VISITOR : site.agent },
    ...{ channel: 'web', text: '', blocks: [], status: 'complete' },
    createdAt: new Date(Date.UTC(2026, 10, 20, 9, 0, fields.seq)).toISOString(),
    ...fields,
  };
}
