import type { Chat, Message, MessageEntity, ReplyKeyboardMarkup, User } from '@grammyjs/types';

export interface Draft {
  id: number;
  text: string;
  entities: MessageEntity[];
}

/** One private chat between a person and the bot, as it stands now. */
export interface ChatState {
  readonly chat: Chat.PrivateChat;
  readonly person: User;
  /** The person has written at least once: before that the bot cannot reach the chat. */
  started: boolean;
  blocked: boolean;
  messages: Message[];
  draft: Draft | undefined;
  keyboard: ReplyKeyboardMarkup | undefined;
}

/** What a screen that shows the chat must know. */
export type ChatEvent =
  | { type: 'message'; message: Message }
  | { type: 'deleted'; messageId: number }
  | { type: 'draft'; draft: Draft | null }
  | { type: 'action'; action: string | null }
  | { type: 'keyboard'; keyboard: ReplyKeyboardMarkup | null }
  | { type: 'reaction'; messageId: number; emoji: string | null }
  /** The bot changed its commands or its description. */
  | { type: 'profile' }
  | { type: 'answered'; queryId: string; text: string; alert: boolean };

export interface Chats {
  /** Makes a chat for a person, or returns the one there is. */
  open(person: User): ChatState;
  find(chatId: number): ChatState | undefined;
  nextMessageId(): number;
  /** Adds a message or replaces the one with its id. */
  put(state: ChatState, message: Message): void;
  remove(state: ChatState, messageId: number): void;
  setDraft(state: ChatState, draft: Draft | undefined): void;
  setKeyboard(state: ChatState, keyboard: ReplyKeyboardMarkup | undefined): void;
  tell(state: ChatState, event: ChatEvent): void;
  tellAll(event: ChatEvent): void;
  watch(chatId: number, listener: (event: ChatEvent) => void): () => void;
  close(): void;
}

/** How long an unfinished draft stays on the screen. */
const DRAFT_MS = 30_000;

export function createChats(): Chats {
  const states = new Map<number, ChatState>();
  const listeners = new Map<number, Set<(event: ChatEvent) => void>>();
  const draftTimers = new Map<number, NodeJS.Timeout>();
  let lastMessageId = 0;

  function tell(state: ChatState, event: ChatEvent): void {
    for (const listener of [...(listeners.get(state.chat.id) ?? [])]) listener(event);
  }

  function setDraft(state: ChatState, draft: Draft | undefined): void {
    clearTimeout(draftTimers.get(state.chat.id));
    draftTimers.delete(state.chat.id);
    if (!draft && !state.draft) return;
    state.draft = draft;
    if (draft) draftTimers.set(state.chat.id, setTimeout(() => setDraft(state, undefined), DRAFT_MS).unref());
    tell(state, { type: 'draft', draft: draft ?? null });
  }

  return {
    open(person) {
      const state = states.get(person.id) ?? newState(person);
      states.set(person.id, state);
      return state;
    },
    find: (chatId) => states.get(chatId),
    nextMessageId: () => ++lastMessageId,
    put(state, message) {
      const at = state.messages.findIndex((other) => other.message_id === message.message_id);
      if (at < 0) state.messages.push(message);
      else state.messages[at] = message;
      tell(state, { type: 'message', message });
    },
    remove(state, messageId) {
      state.messages = state.messages.filter((message) => message.message_id !== messageId);
      tell(state, { type: 'deleted', messageId });
    },
    setDraft,
    setKeyboard(state, keyboard) {
      state.keyboard = keyboard;
      tell(state, { type: 'keyboard', keyboard: keyboard ?? null });
    },
    tell,
    tellAll: (event) => states.forEach((state) => tell(state, event)),
    watch(chatId, listener) {
      const set = listeners.get(chatId) ?? new Set();
      listeners.set(chatId, set.add(listener));
      return () => void set.delete(listener);
    },
    close: () => draftTimers.forEach((timer) => clearTimeout(timer)),
  };
}

function newState(person: User): ChatState {
  const { id, first_name, last_name, username } = person;
  const chat: Chat.PrivateChat = {
    id,
    type: 'private',
    first_name,
    ...(last_name === undefined ? {} : { last_name }),
    ...(username === undefined ? {} : { username }),
  };
  return { chat, person, started: false, blocked: false, messages: [], draft: undefined, keyboard: undefined };
}
