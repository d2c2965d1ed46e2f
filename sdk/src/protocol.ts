/**
 * The wire contract between a site's page and the server. Imports nothing, so that both ends (and anybody's own client) can share it.
 * Socket.IO, namespace `/`. What is asked is `noun:verb` and always acknowledged with an {@link Answer}; what is told is `noun:verbed`.
 */
export const PROTOCOL_VERSION = 1;

/** Longest text of one message, in UTF-16 units. */
export const MAX_TEXT_LENGTH = 4000;
/** Longest JSON of a page's `context`, in UTF-16 units. */
export const MAX_CONTEXT_LENGTH = 2000;
/** Most messages that one `history:read` returns. */
export const MAX_HISTORY_PAGE = 100;
/** Longest JSON of the data of a page's event, in UTF-16 units. */
export const MAX_EVENT_LENGTH = 2000;
/** Most files of one message. */
export const MAX_FILES = 10;
/** Most conversations that one `conversation:list` returns. */
export const MAX_LIST_PAGE = 50;
/** Longest words about a rating. */
export const MAX_COMMENT_LENGTH = 1000;

export type Role = 'visitor' | 'agent' | 'operator' | 'system';
/** `partial`: the answer was cut (by the model, by a stop or by a crash); what stands there is what was said. */
export type MessageStatus = 'complete' | 'partial';
export type Handler = 'agent' | 'operator';

export interface Author {
  name: string;
  avatar?: string;
}

export interface Choice {
  /** What is sent when it is picked; unique in its block. At most 64 characters. */
  value: string;
  label: string;
  /** What is said for the visitor when it is picked; the label when left out. */
  text?: string;
  /** The scenario that it starts. */
  scenario?: string;
}

/** Quick replies vanish once the visitor has said anything; choices stay as the question they belong to. */
export interface ChoicesBlock {
  type: 'choices';
  style: 'quick-replies' | 'list';
  choices: Choice[];
}
export interface CardsBlock {
  type: 'cards';
  cards: Card[];
}
export interface Card {
  id: string;
  title: string;
  text?: string;
  /** Ready to show, e.g. "from €49". */
  price?: string;
  url?: string;
  action?: Choice;
}
/** One typed question of a scenario; a client that cannot draw it lets the visitor type. */
export interface InputBlock {
  type: 'input';
  kind: 'text' | 'email' | 'phone' | 'contact' | 'consent';
  placeholder?: string;
}
export type FieldKind = 'text' | 'name' | 'email' | 'phone' | 'number' | 'date' | 'rating' | 'select' | 'consent';
/** A kind that a client does not know is a text. */
export interface FormField {
  /** Unique in its form. */
  name: string;
  kind: FieldKind;
  label: string;
  /** May be left empty. */
  optional?: boolean;
  placeholder?: string;
  /** Of a select. */
  options?: { value: string; label: string }[];
  /** Least and most: of a number, of the letters of a text; of a date ISO 8601 (`2026-11-25`); a rating goes from 1 to `max`. */
  min?: number | string;
  max?: number | string;
  /** ISO 3166: how a phone number without a country code is read. */
  country?: string;
  /** What was filled in before. */
  value?: string;
  /** Why that was not taken. */
  error?: string;
}
/** Several typed questions at once. A client without forms shows the first one as text: they can be answered by typing, one after the other. */
export interface FormBlock {
  type: 'form';
  id: string;
  fields: FormField[];
  /** What stands on its button. */
  submit: string;
}
export interface NoticeBlock {
  type: 'notice';
  code: string;
}

/** A file that somebody attached; the server decided its type by its content and cleaned its name. */
export interface FileView {
  id: string;
  name: string;
  /** MIME type. */
  type: string;
  /** Bytes. */
  size: number;
  /** Path on the server, with the key that opens it: whoever has it may read the file. */
  url: string;
  /** Pixels of an image. */
  width?: number;
  height?: number;
  /** Seconds of a recording. */
  duration?: number;
}
export interface FileBlock {
  type: 'file';
  file: FileView;
}
/** PNG, JPEG, WebP or GIF: `file.url` may stand in an `<img>`. */
export interface ImageBlock {
  type: 'image';
  file: FileView;
  alt?: string;
}
/** Sound of any kind: `file.url` may stand in an `<audio>`. */
export interface VoiceBlock {
  type: 'voice';
  file: FileView;
}
/** Blocks add to `text` and never replace it: a client that does not know a type shows the text alone. */
export type Block =
  ChoicesBlock | CardsBlock | InputBlock | FormBlock | NoticeBlock | FileBlock | ImageBlock | VoiceBlock;

export interface Citation {
  title: string;
  url?: string;
}

/** The answer to a block: which choice of which message was picked. */
export interface Pick {
  messageId: string;
  value: string;
}

/** What was filled into the form of a message: field → value. Numbers with a dot, dates as ISO 8601, a consent as `yes` or `no`. */
export interface FormAnswer {
  messageId: string;
  values: Record<string, string>;
}

export interface Message {
  id: string;
  conversationId: string;
  /** Starts at 1 and has no gaps within a conversation. */
  seq: number;
  role: Role;
  author: Author;
  /** Where it was written: `web`, `telegram`, `console` … */
  channel: string;
  /** Markdown. */
  text: string;
  blocks: Block[];
  citations?: Citation[];
  replyTo?: string;
  clientId?: string;
  status: MessageStatus;
  /** ISO 8601, UTC. */
  createdAt: string;
  editedAt?: string;
  /** What the visitor thinks of it; told again by `message:updated` when that changes. */
  feedback?: Feedback;
}

export type Feedback = 'up' | 'down';

export interface LinkedChannel {
  channel: string;
  /** How the person is called there. */
  name: string;
  linkedAt: string;
}

export interface Conversation {
  id: string;
  status: 'open' | 'closed';
  handler: Handler;
  locale: string;
  lastSeq: number;
  /** Of the running scenario, when there is one. */
  scenario?: { id: string; step: string };
  channels: LinkedChannel[];
  /** What the visitor said up to here has come before the agent or an operator. */
  deliveredSeq: number;
  /** Read by an operator, answered by the agent. */
  readSeq: { visitor: number; operator: number; agent: number };
  /** How the visitor found it, given when it was closed last. */
  rating?: Rating;
  /** The site has signed who this is. */
  verified?: { name?: string };
  /** The visitor has asked for a person, and none has answered yet. */
  wantsOperator?: boolean;
}

/** Of a closed conversation: 1 to 5 stars. */
export interface Rating {
  rating: number;
  comment?: string;
}

/** One of the visitor's own conversations, in a list. */
export interface ConversationSummary {
  id: string;
  status: Conversation['status'];
  /** What the visitor said first, and what was said last; at most 160 characters each. */
  first: string;
  last: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
  rating?: Rating;
}

/** What the page needs to know of its site. */
export interface SiteView {
  id: string;
  name: string;
  agent: Author;
  /** Channels the conversation can be continued on, e.g. `['telegram']`. */
  channels: string[];
  locales: string[];
  /** What may be attached; absent where nothing may. */
  uploads?: UploadRules;
  /** What the visitor is asked to agree to before his first words; undefined where nothing is asked. */
  consent?: ConsentView;
  features?: SiteFeatures;
  /** Whether people are there; absent where they always are. */
  office?: OfficeView;
}

/** What the chat offers beyond writing. */
export interface SiteFeatures {
  /** By the browser's speech recognition. */
  dictation: boolean;
  /** By the browser's voices. */
  readAloud: boolean;
  sound: boolean;
  notifications: boolean;
}

/** Whether people are there. The agent answers at any time. */
export interface OfficeView {
  open: boolean;
  /** ISO 8601, UTC: while it is closed, when it opens; absent when that is not known. */
  opensAt?: string;
  /** IANA. */
  timezone: string;
  /** Said while it is closed, and what is offered then. */
  away?: { text: string; action?: Choice };
}

/** What a page may know of its site before anybody has opened the chat: `GET /api/sites/<id>/page?locale=<tag>`. */
export interface PageSettings {
  proactive: ProactiveRuleView[];
  office?: OfficeView;
}

/** When the agent speaks first, and what it says. All conditions that are given must hold. */
export interface ProactiveRuleView {
  id: string;
  when: {
    /** Seconds for which the page has been seen. */
    delay?: number;
    /** Path of the page; `*` stands for any letters but `/`, `**` for any. */
    url?: string;
    /** Percent of the page that was scrolled to. */
    scroll?: number;
    /** The pointer has left the page upwards. */
    exitIntent?: true;
    /** Seconds without key, pointer or scrolling. */
    idle?: number;
    event?: { name: string; where?: Record<string, EventCondition> };
    visitor?: 'new' | 'returning';
  };
  /** Markdown. */
  text: string;
  choices: Choice[];
}

/** Of a field of an event's data: a value, one of several values, or a number within bounds. */
export type EventCondition = string | number | boolean | (string | number)[] | { min?: number; max?: number };

/** What a page has told of its visitor. */
export interface PageEvent {
  name: string;
  data?: unknown;
  /** ISO 8601, UTC. */
  at: string;
}

export interface UploadRules {
  maxMegabytes: number;
  /** MIME types, as `<input accept>` takes them. */
  types: string[];
}

export interface ConsentView {
  text: string;
  /** Where more of it is to be read. */
  url?: string;
  given: boolean;
}

export interface MemoryItem {
  id: string;
  text: string;
  channel: string;
  /** ISO 8601, UTC. */
  at: string;
  /** When the visitor put another text in its place; what he said first still stands in the log. */
  correctedAt?: string;
}

/** Where the visitor is. */
export interface PageView {
  url: string;
  title?: string;
  /** Facts of the page for whoever answers, e.g. `{ product: 'bike-7' }`; at most {@link MAX_CONTEXT_LENGTH} as JSON. */
  context?: Record<string, string | number | boolean>;
  /** IANA: in which the visitor is told times. */
  timeZone?: string;
}

/** What a visitor has left of himself; without what he left empty. */
export interface LeadView {
  id: string;
  /** The scenario that asked for it. */
  scenario: string;
  name?: string;
  phone?: string;
  email?: string;
  need?: string;
}

export interface MemoryView {
  /** Newest first. */
  items: MemoryItem[];
  /** All there are, also those of other pages. */
  total: number;
}

export type TurnState = 'idle' | 'thinking' | 'streaming';

export interface ErrorView {
  code: ErrorCode;
  message: string;
  /** What to do next. */
  hint?: string;
  /** Seconds. */
  retryAfter?: number;
}

export type ErrorCode =
  | 'BAD_REQUEST'
  | 'UNKNOWN_EVENT'
  | 'PROTOCOL_UNSUPPORTED'
  | 'ORIGIN_FORBIDDEN'
  | 'SITE_UNKNOWN'
  | 'IDENTITY_INVALID'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'TOO_LARGE'
  | 'UNSUPPORTED'
  | 'CHANNEL_UNAVAILABLE'
  | 'CONSENT_REQUIRED'
  | 'SHUTTING_DOWN'
  | 'INTERNAL';

export type Answer<T = object> = ({ ok: true } & T) | { ok: false; error: ErrorView };

/** The `auth` of the handshake. A refused handshake is a Socket.IO `connect_error` whose `data` is an {@link ErrorView}. */
export interface Handshake {
  protocol: number;
  site?: string;
  /** The token from an earlier `session:opened`. Beside an identity: of the anonymous visitor who identifies himself. */
  token?: string;
  /** HS256 JWT of a site that knows its users: `sub`, `exp`, and if known `name`, `email`, `phone`, `locale`. */
  identity?: string;
  /** BCP 47: what whoever made the page has set; goes before the two below. */
  locale?: string;
  /** BCP 47: the language of the page around the chat. */
  pageLocale?: string;
  /** BCP 47, the best first: what the browser wishes. Without it, the header `Accept-Language`. */
  languages?: readonly string[];
  page?: PageView;
  /** The last `seq` that the client holds of `conversationId`. */
  afterSeq?: number;
  conversationId?: string;
}

export interface SessionOpened {
  protocol: number;
  /** Only when it is new. A visitor's is to be kept by the browser, a verified user's by the page alone: it ends within a day. */
  token?: string;
  conversation: Conversation;
  /** The last 50, or those after `afterSeq`; ascending by `seq`. */
  messages: Message[];
  hasEarlier: boolean;
  site: SiteView;
  /** The answer that is being streamed right now. */
  streaming?: { id: string; author: Author; text: string };
  turn: TurnState;
}

export interface MessageSend {
  /** Chosen by the client, unique in the conversation: a repeat returns the first message. 8–64 of A–Z a–z 0–9 _ -. */
  clientId: string;
  /** May be empty where there are files. */
  text: string;
  pick?: Pick;
  /** `text` is what is shown as said. */
  form?: FormAnswer;
  /** Ids of this visitor's uploads that no other message has: 1–10, shown in this order. */
  files?: string[];
  /** Starts this scenario; `text` is what is shown as said. */
  scenario?: string;
  replyTo?: string;
}

/** What a client asks: event → [payload, answer]. */
export interface Asks {
  /** The answer is all that the sending socket gets of its message; the visitor's other sockets are told `message:added`. */
  'message:send': [MessageSend, { message: Message }];
  'history:read': [
    { beforeSeq?: number; afterSeq?: number; limit: number },
    { messages: Message[]; hasEarlier: boolean },
  ];
  'turn:stop': [Record<string, never>, object];
  'turn:retry': [Record<string, never>, object];
  'message:read': [{ seq: number }, object];
  'typing:set': [{ on: boolean }, object];
  /**
   * What the visitor did on the page: kept with the conversation, the last 20, for operators and the model. `name` is a-z and then at most 39 of A–Z a–z 0–9
   * _ . -, `data` any JSON of at most {@link MAX_EVENT_LENGTH}. `proactive` with `{rule}` has the agent say what the rule says, which is answered.
   */
  'page:event': [{ name: string; data?: unknown }, { message?: Message }];
  /** The visitor has gone on to another page, or its facts have changed. */
  'page:set': [PageView, object];
  /** The visitor would rather speak with a person: operators see it. */
  'operator:request': [Record<string, never>, object];
  /** The last one counts; `none` takes it back. */
  'feedback:give': [{ messageId: string; rating: Feedback | 'none'; comment?: string }, object];
  'link:create': [{ channel: string }, { url: string; code: string; expiresAt: string }];
  'link:remove': [{ channel: string }, object];
  /** The visitor is this user from now on; the answer is the user's own conversation. */
  'identity:set': [{ identity: string }, SessionOpened];
  'locale:set': [{ locale: string }, { conversation: Conversation }];
  /** The one before it is closed. */
  'conversation:new': [Record<string, never>, { conversation: Conversation; messages: Message[] }];
  /** The agent answers no more until the visitor writes, which opens it again. */
  'conversation:close': [Record<string, never>, { conversation: Conversation }];
  /** Once for each time it was closed; the last word counts. */
  'conversation:rate': [{ rating: number; comment?: string }, { conversation: Conversation }];
  /** Newest first; `before` is the last one of the page before. Those in which the visitor has said something. */
  'conversation:list': [{ before?: string; limit: number }, { conversations: ConversationSummary[]; hasMore: boolean }];
  /** An earlier one becomes the one that all of the visitor's sockets and linked channels are in. */
  'conversation:resume': [{ id: string }, { conversation: Conversation; messages: Message[]; hasEarlier: boolean }];
  /** `before` is the last item of the page before. */
  'memory:read': [{ before?: string }, MemoryView];
  /** Everything: the consent is withdrawn with it. */
  'memory:erase': [{ id?: string }, { erased: number }];
  /** Changes what is remembered, not what stands in the log. */
  'memory:correct': [{ id: string; text: string }, { item: MemoryItem }];
  'consent:give': [Record<string, never>, object];
}
export type Ask = keyof Asks;

/** What the server tells: event → payload. */
export interface Tells {
  'session:opened': SessionOpened;
  'message:added': { message: Message };
  'message:updated': { message: Message };
  'message:start': { id: string; author: Author };
  /** `offset` is the length in UTF-16 units of the text before this piece. */
  'message:delta': { id: string; offset: number; text: string };
  /** `message` is absent when nothing was kept. */
  'message:end': { id: string; message?: Message };
  /** `seq`: the visitor's last words that are thought about, or that have been answered. */
  'turn:changed': { state: TurnState; by?: Author; seq?: number };
  /** An operator is looking: he has everything up to this `seq` before him. */
  'message:delivered': { seq: number };
  'message:read': { seq: number; by: 'visitor' | 'operator' };
  'typing:changed': { on: boolean; by: Author };
  'conversation:changed': { conversation: Conversation };
  'consent:changed': { consent: ConsentView };
  'lead:captured': { lead: LeadView };
  'notice:raised': { code: string; message: string };
}
export type Tell = keyof Tells;
