/// <reference lib="esnext.disposable" preserve="true" />
import type {
  Author,
  Conversation,
  ConversationSummary,
  ErrorView,
  FormAnswer,
  LeadView,
  FileView,
  MemoryItem,
  MemoryView,
  Message,
  PageView,
  Pick,
  SiteView,
  TurnState,
} from './protocol.ts';
import type { ChatStorage } from './storage/chat-storage.ts';
import type { UploadOptions, UploadSource } from './upload.ts';

export interface ChatOptions {
  /** Origin of the backend, e.g. `https://chat.example`. */
  server: string;
  /** Which site this is, where one server has several; default: the server's first. */
  site?: string;
  /** BCP 47: the language that this page wants, before all that follows. Default: what the server finds fitting. */
  locale?: string;
  /** BCP 47: the language of the page around the chat. */
  pageLocale?: string;
  /** BCP 47, the best first; default: what the browser wishes. */
  languages?: readonly string[];
  /** Who the user is, signed by the site's server (docs/identity.md). Later: {@link Chat.identify}. */
  identity?: string;
  /** Default: IndexedDB. One that is not there or fails is replaced by memory for the session: {@link ChatState.forgetful}. */
  storage?: ChatStorage;
  page?: PageView;
  /** Default: websocket; once a first connection has failed, polling is tried as well. */
  transports?: ('websocket' | 'polling')[];
  /** `false` waits for {@link Chat.connect}. */
  connect?: boolean;
}

/** A message of the log, or one that still waits for the server: that one has `seq` 0, `id === clientId` and a `delivery`. */
export type ChatMessage = Message & { delivery?: 'waiting' | 'sending' | 'failed'; error?: ErrorView };

/** An immutable snapshot: each change makes a new one, and `messages` is a new array only when a message changed. */
export interface ChatState {
  /** `refused`: the server does not want this client, `error` says why, and no more attempts are made. */
  connection: 'connecting' | 'online' | 'offline' | 'refused';
  /** Why the connection is refused or the last attempt was turned away. */
  error?: ErrorView;
  conversation?: Conversation;
  site?: SiteView;
  /** By `seq`, then what is waiting in the order of sending. */
  messages: ChatMessage[];
  hasEarlier: boolean;
  loadingEarlier: boolean;
  /** The answer that is being written. */
  streaming?: { id: string; author: Author; text: string };
  turn: TurnState;
  /** Who is typing on the other side. */
  typing?: Author;
  /** Nothing is kept for the next time (Node, private mode, blocked storage): what is not sent is lost when the page is left. */
  forgetful?: boolean;
  /** Messages held, not of the visitor, after the last one marked read. */
  unread: number;
}

export interface ChatEvents {
  /** Stored from now on: each once, in `seq` order, the visitor's own too. */
  message: Message;
  start: { id: string; author: Author };
  /** What to append to the text: pieces arrive here in order, without overlap, `offset` in UTF-16 units. */
  delta: { id: string; offset: number; text: string };
  end: { id: string; message?: Message };
  /** The visitor has left his contact details and agreed that they are kept. */
  lead: LeadView;
  notice: { code: string; message: string };
  /** A message failed for good, or the connection was turned away. */
  error: ErrorView;
}

export interface SendOptions {
  pick?: Pick;
  /** What was filled into a form; `text` is what is shown as said. */
  form?: FormAnswer;
  /** Starts this scenario; `text` is what is shown as said. */
  scenario?: string;
  /** What {@link Chat.upload} has given, at most 10; `text` may then be empty. */
  files?: FileView[];
}

/** One visitor's chat. Promises reject with a {@link ChatError}. */
export interface Chat extends AsyncDisposable {
  readonly state: ChatState;
  /** Calls at once and on each change; returns the way to stop. */
  subscribe(listener: (state: ChatState) => void): () => void;
  on<E extends keyof ChatEvents>(event: E, listener: (payload: ChatEvents[E]) => void): () => void;
  /**
   * Resolves when the server has stored it, be that after a reconnect. Until then it stands in `state.messages` and in the storage, so a
   * reload does not lose it (the promise it does). Rejections need no handler: the failed message stays in the state for retry or discard.
   */
  send(text: string, options?: SendOptions): Promise<Message>;
  /**
   * Hands a file in for the next message: `chat.send('Look', { files: [await chat.upload(file)] })`. What the site lets in stands in
   * `state.site.uploads`; a refusal says why (`TOO_LARGE`, `UNSUPPORTED`, `RATE_LIMITED` …). A file that no message takes is removed after an hour.
   */
  upload(file: UploadSource, options?: UploadOptions): Promise<FileView>;
  /** Sends a failed message again, after all that wait. */
  retry(clientId: string): void;
  discard(clientId: string): void;
  /** Loads the page before the first message held; at most 100, default 50. */
  readEarlier(limit?: number): Promise<void>;
  /** Ends the answer being written. */
  stop(): Promise<void>;
  retryTurn(): Promise<void>;
  markRead(seq: number): void;
  setTyping(on: boolean): void;
  /**
   * Tells what the visitor did, e.g. `track('cart', { total: 120 })`: operators see it, and the model knows. Never connects by itself: it waits until the chat
   * does. Resolves when the server has it, with what the agent has said to it, if anything. Rejections need no handler.
   */
  track(name: string, data?: unknown): Promise<Message | undefined>;
  /** Where the visitor is now: for pages that draw themselves anew without being loaded. */
  setPage(page: PageView): void;
  /** Asks for a person; `conversation.wantsOperator` says so until one answers. */
  requestOperator(): Promise<void>;
  /** The last one counts; `none` takes it back. */
  giveFeedback(messageId: string, rating: 'up' | 'down' | 'none', comment?: string): Promise<void>;
  createLink(channel: string): Promise<{ url: string; code: string; expiresAt: string }>;
  removeLink(channel: string): Promise<void>;
  setLocale(locale: string): Promise<void>;
  /**
   * The visitor is this user from now on: shows his conversation, on every device the same. What an anonymous visitor said just before goes along.
   * Rejects with IDENTITY_INVALID when the server does not accept it; nothing has changed then.
   */
  identify(identity: string): Promise<void>;
  /** Signs out: this browser forgets token, draft and what was not sent, in all its tabs, and goes on as a new visitor. */
  reset(): Promise<void>;
  /** Begins a new conversation; the old one stays with the server. */
  startNew(): Promise<void>;
  /** The visitor's conversations in which he has said something, newest first: a page of 20, or the one behind `before`. */
  conversations(page?: {
    before?: string;
    limit?: number;
  }): Promise<{ conversations: ConversationSummary[]; hasMore: boolean }>;
  /** Goes back to one of them, on all of the visitor's devices and linked channels. */
  resume(id: string): Promise<void>;
  /** Ends the conversation; writing opens it again. */
  closeConversation(): Promise<void>;
  /** 1 to 5, of a conversation that is closed; the last word counts. */
  rate(rating: number, comment?: string): Promise<void>;
  /** Pages of the log that the state need not hold; the last 100 messages without a bound. */
  readHistory(page?: {
    beforeSeq?: number;
    afterSeq?: number;
    limit?: number;
  }): Promise<{ messages: Message[]; hasEarlier: boolean }>;
  /** Agrees to `state.site.consent`; what waited for it goes out. */
  giveConsent(): Promise<void>;
  /** The newest 200, or those behind `before`. */
  readMemory(before?: string): Promise<MemoryView>;
  /** Puts another text in the place of an item; the message in the log stays as it is. */
  correctMemory(id: string, text: string): Promise<MemoryItem>;
  /** Erases one item, or everything; resolves with how many. */
  eraseMemory(id?: string): Promise<number>;
  /** What was being typed when the page was left; `''` when nothing. */
  readDraft(): Promise<string>;
  saveDraft(text: string): void;
  /** Those stored from now on, until the chat is closed. */
  messages(): AsyncIterable<Message>;
  /** Connects, or hurries an attempt that is waiting. */
  connect(): void;
  /** Ends everything; what was not sent stays in the storage. */
  close(): Promise<void>;
}
