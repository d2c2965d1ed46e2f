import { AppError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { Attachments } from './attachments.ts';
import type { ConversationLog } from './conversation-log.ts';
import { missedBy, type Greeting, type Session, type SessionRequest } from './sessions.ts';
import { signIn, userSession, type SignInRequest } from './sign-in.ts';

export interface ConversationUsersOptions {
  database: Database;
  greeting: Greeting;
  attachments: Attachments;
  wakeTurns(): void;
}

export interface UserSession extends Session {
  /** The anonymous visitor whom the page had before. */
  visitorId?: string;
  /** His conversation, where it was closed for the user's own. */
  closedId?: string;
}

/** Visitors whom their site vouches for. */
export function createConversationUsers(
  { database, greeting, attachments, wakeTurns }: ConversationUsersOptions,
  log: ConversationLog,
) {
  return {
    /** See {@link signIn}. */
    async signIn(request: SignInRequest): Promise<UserSession> {
      const signed = await database.write(async (trx) => {
        const signing = await signIn(trx, request, greeting);
        const { visitorId, contact, carried } = signing;
        if (carried && visitorId) await attachments.follow(trx, { from: visitorId, to: contact.id });
        return signing;
      });
      const { contact, conversation, visitorId, left, carried } = signed;
      if (carried) log.tellPublished(carried);
      if (carried?.queued) wakeTurns();
      if (carried) await log.tellChanged(left!.id);
      if (visitorId) await log.tellChanged(conversation.id);
      const closedId = carried && left!.id;
      return { contact, conversation, visitorId, closedId, ...(await missedBy(database, conversation, request)) };
    },

    /** For the token of a user. Throws {@link AppError} UNAUTHORIZED. */
    async openUserSession(contactId: string, request: SessionRequest): Promise<Session> {
      const session = await userSession(database, contactId, request, greeting);
      if (!session) throw new AppError('UNAUTHORIZED', 'This user was erased', { hint: 'Identify him again.' });
      return { ...session, ...(await missedBy(database, session.conversation, request)) };
    },
  };
}
