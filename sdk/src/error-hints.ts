import type { ChatErrorCode } from './chat-error.ts';

/** What to do next, where whoever raised the error does not say it better. For engineers: people read texts in their own language. */
export const ERROR_HINTS: Record<ChatErrorCode, string> = {
  BAD_REQUEST: 'Compare what was asked with the types of @agent-chat/sdk/protocol.',
  UNKNOWN_EVENT: 'The server is older than the SDK: update it.',
  PROTOCOL_UNSUPPORTED: 'Use the versions of server and SDK that were released together.',
  ORIGIN_FORBIDDEN: 'Add the page’s origin to the site in prompts/sites.yaml.',
  SITE_UNKNOWN: 'Compare `site` with the ids in prompts/sites.yaml.',
  IDENTITY_INVALID:
    'Sign a new identity with the site’s secret, as docs/identity.md shows, and call identify() with it.',
  UNAUTHORIZED: 'The server does not know the token any more: the chat goes on as a new visitor, or identify() again.',
  FORBIDDEN: 'The site does not allow it: see its settings in prompts/sites.yaml.',
  NOT_FOUND: 'It is gone: read the state again before asking for it.',
  CONFLICT: 'Something else has happened meanwhile: read the state and decide anew.',
  RATE_LIMITED: 'Wait for `retryAfter` seconds; messages that wait are sent by themselves.',
  TOO_LARGE: 'Make it smaller: MAX_TEXT_LENGTH and the site’s upload limits say how small.',
  UNSUPPORTED: 'Offer only what `state.site.uploads` allows.',
  CHANNEL_UNAVAILABLE: 'Offer only the channels of `state.site.channels`.',
  CONSENT_REQUIRED: 'Show the site’s consent text and report the visitor’s consent first.',
  SHUTTING_DOWN: 'Nothing: the chat connects again by itself.',
  INTERNAL: 'Try again in a moment; the server’s log says what happened.',
  CLOSED: 'Nothing, if it was meant; else create the chat anew.',
  TIMEOUT: 'Try again when `state.connection` is online.',
};
