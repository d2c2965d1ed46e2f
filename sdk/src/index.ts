export { createChat } from './chat.ts';
export { createClientId } from './client-id.ts';
export { ChatError } from './chat-error.ts';
export type { Chat, ChatEvents, ChatMessage, ChatOptions, ChatState, SendOptions } from './chat-types.ts';
export { indexedDbStorage } from './storage/indexed-db.ts';
export { memoryStorage } from './storage/memory.ts';
export type { ChatStorage } from './storage/chat-storage.ts';
export * from './protocol.ts';
