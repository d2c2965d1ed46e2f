import type { DefineComponent, HTMLAttributes } from 'vue';
import type { AgentChatProperties, AgentChatVueListeners } from './tag.d.ts';

declare module 'vue' {
  interface GlobalComponents {
    'agent-chat': DefineComponent<HTMLAttributes & AgentChatProperties & AgentChatVueListeners>;
  }
}
