import type { Ask } from '@agent-chat/sdk/protocol';
import type { AskDefinition } from '../ask.ts';
import {
  conversationClose,
  conversationList,
  conversationNew,
  conversationRate,
  conversationResume,
  localeSet,
} from './conversation.ts';
import { feedbackGive } from './feedback-give.ts';
import { historyRead } from './history-read.ts';
import { identitySet } from './identity.ts';
import { linkCreate, linkRemove } from './link.ts';
import { consentGive } from './consent.ts';
import { memoryCorrect, memoryErase, memoryRead } from './memory.ts';
import { messageSend } from './message-send.ts';
import { operatorRequest } from './operator-request.ts';
import { pageEvent } from './page-event.ts';
import { pageSet } from './page-set.ts';
import { messageRead, typingSet } from './presence.ts';
import { turnRetry, turnStop } from './turn.ts';

/** Everything that a page may ask. */
export const asks: { [E in Ask]: AskDefinition<E> } = {
  'message:send': messageSend,
  'history:read': historyRead,
  'turn:stop': turnStop,
  'turn:retry': turnRetry,
  'message:read': messageRead,
  'typing:set': typingSet,
  'page:event': pageEvent,
  'page:set': pageSet,
  'operator:request': operatorRequest,
  'feedback:give': feedbackGive,
  'link:create': linkCreate,
  'link:remove': linkRemove,
  'identity:set': identitySet,
  'locale:set': localeSet,
  'conversation:new': conversationNew,
  'conversation:close': conversationClose,
  'conversation:rate': conversationRate,
  'conversation:list': conversationList,
  'conversation:resume': conversationResume,
  'memory:read': memoryRead,
  'memory:erase': memoryErase,
  'memory:correct': memoryCorrect,
  'consent:give': consentGive,
};
