import type { AgentChat } from '../src/index.ts';

type Property = 'server' | 'site' | 'locale' | 'mode' | 'theme' | 'position' | 'identity' | 'context' | 'chat';

/** What may be written on the tag, by its names as properties; frameworks write each as a property or as an attribute. */
export type AgentChatProperties = Partial<Pick<AgentChat, Property>> & { open?: boolean };

type EventName = keyof GlobalEventHandlersEventMap & `agent-chat-${string}`;
type Pascal<Name> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Name & string>;

/** `onagent-chat-opened` and so on, as React and Svelte write it. */
export type AgentChatListeners = {
  [Name in EventName as `on${Name}`]?: (event: GlobalEventHandlersEventMap[Name]) => void;
};

/** `onAgentChatOpened` and so on, which Vue makes of `@agent-chat-opened`. */
export type AgentChatVueListeners = {
  [Name in EventName as `on${Pascal<Name>}`]?: (event: GlobalEventHandlersEventMap[Name]) => void;
};
