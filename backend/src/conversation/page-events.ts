import type { Message, PageEvent } from '@agent-chat/sdk/protocol';
import type { ConversationLog, ConversationLogOptions } from './conversation-log.ts';
import { existingConversation } from './conversation-log.ts';
import { findSaidFor } from './message-store.ts';
import { addPageEvent, readPageEvents } from './page-event-store.ts';
import type { Draft } from './publish.ts';

export interface PageEventsOptions extends Pick<ConversationLogOptions, 'database' | 'live'> {
  /** What the agent says first by a site's rule; undefined when there is no such rule. */
  proactive(siteId: string, ruleId: string, locale: string): Draft | undefined;
}

/** What pages tell of their visitors, kept beside the conversation. */
export function createPageEvents({ database, live, proactive }: PageEventsOptions, log: ConversationLog) {
  return {
    pageEvents: (id: string): Promise<PageEvent[]> => readPageEvents(database, id),

    async addPageEvent(id: string, event: Pick<PageEvent, 'name' | 'data'>): Promise<void> {
      const told = { ...event, at: new Date().toISOString() };
      await database.write(async (trx) => {
        await existingConversation(trx, id);
        await addPageEvent(trx, id, told);
      });
      live.emit({ conversationId: id, event: 'page:told', payload: { event: told } });
    },

    /** The visitor has taken the agent up on it: the rule's text is said in the conversation, once. Undefined where it cannot be. */
    async sayProactively(id: string, ruleId: string): Promise<Message | undefined> {
      const key = `proactive/${id}/${ruleId}`;
      let known: Message | undefined;
      const [said] = await log.append(id, async (trx, row) => {
        known = await findSaidFor(trx, 'agent', key);
        const draft = known || row.handler !== 'agent' ? undefined : proactive(row.site_id, ruleId, row.locale);
        return draft ? [{ ...draft, externalId: key }] : [];
      });
      return known ?? said;
    },
  };
}
