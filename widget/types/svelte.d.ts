import type { HTMLAttributes } from 'svelte/elements';
import type { AgentChat } from '../src/index.ts';
import type { AgentChatListeners, AgentChatProperties } from './tag.d.ts';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'agent-chat': HTMLAttributes<AgentChat> & AgentChatProperties & AgentChatListeners;
  }
}
