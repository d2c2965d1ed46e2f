import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { AgentChat } from '../src/index.ts';
import type { AgentChatListeners, AgentChatProperties } from './tag.d.ts';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'agent-chat': DetailedHTMLProps<HTMLAttributes<AgentChat>, AgentChat> & AgentChatProperties & AgentChatListeners;
    }
  }
}
