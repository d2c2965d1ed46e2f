import type { Chat } from '@agent-chat/sdk';
import type { AgentChat } from '../../agent-chat.ts';
import type { ChatPanel } from '../chat-panel.ts';
import { offerCommands } from '../commands/offer-commands.ts';
import { offerTools } from '../tools/offer-tools.ts';
import { alertVisitor } from './alert-visitor.ts';
import { countInTitle } from './title-count.ts';
import { tellFullTime } from './tell-full-time.ts';

export interface Furnished {
  host: AgentChat;
  panel: ChatPanel;
  chat: Chat;
}

/** What an open chat has beyond reading and typing. Returns the way to take it all back. */
export function furnish(place: Furnished): () => void {
  const ends = [
    countInTitle(place),
    alertVisitor(place),
    tellFullTime(place.panel),
    offerCommands(place.panel),
    offerTools(place),
  ];
  return () => {
    for (const end of ends) end();
  };
}
