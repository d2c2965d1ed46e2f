import type { PageView } from '@agent-chat/sdk';
import type { AgentChat } from '../../agent-chat.ts';

const MOST_URL = 2000;
const MOST_TITLE = 300;

/** Where the visitor is, and what the page says of itself. */
export function pageOf(host: AgentChat, timeZone?: string): PageView {
  return {
    url: location.href.slice(0, MOST_URL),
    title: document.title.slice(0, MOST_TITLE),
    context: contextOf(host),
    timeZone,
  };
}

function contextOf(host: AgentChat): PageView['context'] {
  try {
    return host.context;
  } catch {
    return undefined;
  }
}
