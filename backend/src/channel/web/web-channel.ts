import {
  PROTOCOL_VERSION,
  type ConsentView,
  type Handshake,
  type SessionOpened,
  type SiteView,
} from '@agent-chat/sdk/protocol';
import type { IncomingMessage } from 'node:http';
import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';
import type { Identities } from '../../access/identities.ts';
import { isOwnOrigin } from '../../access/own-origin.ts';
import { createLimiter } from '../../access/rate-limit.ts';
import type { LimitConfig } from '../../config.ts';
import type { Site } from '../../content/kinds/site.ts';
import { findLocale } from '../../content/locale-tag.ts';
import type { LiveEvent } from '../../conversation/live.ts';
import type { Session } from '../../conversation/sessions.ts';
import { isGuessed, type FirstWords } from '../../language/first-words.ts';
import type { LanguageEvidence } from '../../language/choose-language.ts';
import { AppError, errorView } from '../../errors.ts';
import type { Log } from '../../telemetry/log.ts';
import type { TurnRunner } from '../../turn/turn-runner.ts';
import { answerAsk } from './answer-ask.ts';
import type { AskContext, Visitor } from './ask.ts';
import { createConsentGate } from './consent-gate.ts';
import { createEntry, type Entered } from './entry.ts';
import { readHandshake } from './handshake.ts';
import { isAllowedOrigin } from './origin.ts';
import { watchSlowSockets } from './slow-sockets.ts';

export interface WebChannelOptions extends Pick<
  AskContext,
  'conversations' | 'memory' | 'live' | 'pages' | 'words' | 'channels'
> {
  io: Server;
  turns: TurnRunner;
  identities: Identities;
  log: Log;
  limits: LimitConfig;
  /** Proxies in front whose X-Forwarded-For is believed. */
  trustProxy: number;
  /** Address that people use. */
  publicUrl?: string;
  sites(): Site[];
  siteById(id: string | undefined): Site | undefined;
  /** The languages that the site offers. */
  localesOf(site: Site): string[];
  siteView(site: Site, locale: string): SiteView;
  hearFirstWords: FirstWords;
}

/** Of one visitor: reading, marking, typing and the like. */
const ASKS = { points: 240, seconds: 10 };
/** Of one visitor: what his page tells. */
const PAGE_EVENTS = { points: 30, seconds: 60 };

interface SocketData {
  session: Session;
  visitor: Visitor;
  opened: SessionOpened;
}
type WebSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;

/** The site's visitors over Socket.IO. The log is the source of truth: sockets only make it quick. */
export function createWebChannel(options: WebChannelOptions) {
  const { io, conversations, turns, live, log, limits, siteById } = options;
  const namespace: Namespace = io.of('/');
  const visitorLimit = createLimiter({ points: limits.messagesPerMinute, seconds: 60 });
  const addressLimit = createLimiter({ points: limits.addressMessagesPerMinute, seconds: 60 });
  const askLimit = createLimiter(ASKS);
  const eventLimit = createLimiter(PAGE_EVENTS);
  const newcomerLimit = createLimiter({ points: limits.visitorsPerHour, seconds: 3600 });
  const connections = new Map<string, number>();
  const counted = new WeakSet<object>();
  const enter = createEntry(options);
  const consent = createConsentGate({ ...options, tell: tellConsent });
  let stopping = false;
  let unwatch = (): void => undefined;
  let unsubscribe = (): void => undefined;

  const context: AskContext = {
    ...options,
    ...consent,
    move,
    identify,
    offeredLocale({ siteId }, wanted) {
      const offered = options.localesOf(existingSite(siteId));
      return findLocale(wanted, offered) ?? offered[0]!;
    },
    async hearFirst(visitor, text) {
      visitor.isGuessed = false;
      await options.hearFirstWords(await conversations.find(visitor.conversationId), text);
    },
    offers: (siteId, channel) => siteById(siteId)?.channels.includes(channel) ?? false,
    spendAsk({ contactId }) {
      const result = askLimit.take(contactId);
      if (!result.ok) throw new AppError('RATE_LIMITED', 'Too many asks', { retryAfter: result.retryAfter });
    },
    spendEvent({ contactId }) {
      const result = eventLimit.take(contactId);
      if (!result.ok)
        throw new AppError('RATE_LIMITED', 'The page tells too much in a short time', {
          retryAfter: result.retryAfter,
        });
    },
    spend(visitor) {
      for (const result of [visitorLimit.take(visitor.contactId), addressLimit.take(visitor.address)]) {
        if (!result.ok)
          throw new AppError('RATE_LIMITED', 'Too many messages in a short time', { retryAfter: result.retryAfter });
      }
    },
  };

  async function admit(socket: WebSocket): Promise<void> {
    if (stopping) throw new AppError('SHUTTING_DOWN', 'The server is restarting', { retryAfter: 2 });
    const handshake = readHandshake(socket.handshake.auth);
    const site = siteById(handshake.site);
    if (!site)
      throw new AppError('SITE_UNKNOWN', 'There is no such site', {
        hint: 'Check the `site` attribute against prompts/sites.yaml.',
      });
    if (!isAllowedOrigin(site, socket.request, options.publicUrl)) {
      throw new AppError('ORIGIN_FORBIDDEN', 'This page may not open the chat', {
        hint: 'Add the page’s origin to prompts/sites.yaml.',
      });
    }
    const address = addressOf(socket.request, options.trustProxy);
    if ((connections.get(address) ?? 0) >= limits.connectionsPerAddress) {
      throw new AppError('RATE_LIMITED', 'Too many connections from this network address', { retryAfter: 30 });
    }
    countConnection(socket, address);
    const language = languageOf(handshake, socket.request);
    const session = await enter({ ...handshake, language, admitNewcomer: () => takeNewcomer(address) }, site);
    socket.data.visitor = { socketId: socket.id, siteId: site.id, address, ...whoIs(session) };
    socket.data.session = session;
    if (handshake.page) options.pages.set(session.conversation.id, handshake.page);
    leaveBehind(session, socket.id);
    socket.data.opened = await openedView(site, socket.data);
  }

  function whoIs({ contact, conversation, isUser }: Entered) {
    return {
      contactId: contact.id,
      conversationId: conversation.id,
      isUser,
      isGuessed: isGuessed(conversation),
      name: contact.name ?? '',
    };
  }

  async function identify(visitor: Visitor, identity: string): Promise<SessionOpened> {
    const site = existingSite(visitor.siteId);
    const socket = namespace.sockets.get(visitor.socketId) as WebSocket;
    const visitorId = visitor.isUser ? undefined : visitor.contactId;
    const { locale, language_reason: reason } = await conversations.find(visitor.conversationId);
    const admitNewcomer = () => takeNewcomer(visitor.address);
    const session = await enter({ identity, language: { [reason]: locale }, visitorId, admitNewcomer }, site);
    void socket.leave(visitor.conversationId);
    Object.assign(visitor, whoIs(session));
    void socket.join(visitor.conversationId);
    socket.data.session = session;
    leaveBehind(session, socket.id);
    return { ...(await openedView(site, socket.data)), ...turns.state(visitor.conversationId) };
  }

  /** What the anonymous visitor had is over: the answer that was being written there, and his other tabs, which come back as somebody new. */
  function leaveBehind({ visitorId, closedId }: Entered, socketId: string): void {
    if (closedId) turns.stopTurn(closedId);
    if (!visitorId) return;
    for (const socket of namespace.sockets.values() as MapIterator<WebSocket>) {
      const { visitor } = socket.data;
      if (visitor?.contactId === visitorId && !visitor?.isUser && socket.id !== socketId) socket.conn.close();
    }
  }

  function takeNewcomer(address: string): void {
    const result = newcomerLimit.take(address);
    if (!result.ok)
      throw new AppError('RATE_LIMITED', 'Too many new visitors from this network address', {
        retryAfter: result.retryAfter,
      });
  }

  async function openedView(
    site: Site,
    { session, visitor }: Pick<SocketData, 'session' | 'visitor'>,
  ): Promise<SessionOpened> {
    const { token, conversation, messages, hasEarlier } = session;
    const asked = await consent.view(visitor, conversation.locale);
    return {
      protocol: PROTOCOL_VERSION,
      ...(token && { token }),
      conversation: await conversations.view(conversation),
      messages,
      hasEarlier,
      site: { ...options.siteView(site, conversation.locale), ...(asked && { consent: asked }) },
      ...turns.state(conversation.id),
    };
  }

  function open(socket: WebSocket): void {
    const { visitor, opened, session } = socket.data;
    void socket.join(visitor.conversationId);
    turns.expect(session.conversation);
    socket.emit('session:opened', { ...opened, ...turns.state(visitor.conversationId) });
    orDrop(socket, catchUp(socket, visitor.conversationId, opened.messages.at(-1)?.seq ?? opened.conversation.lastSeq));
    socket.onAny((event: string, ...args: unknown[]) => void hear(visitor, event, args));
  }

  /** A socket that could not be told all is closed: it comes back and reads the log from its last `seq`. */
  function orDrop(socket: WebSocket, work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      log.warn({ err: error }, 'A socket could not be brought up to date and is closed');
      socket.conn.close();
    });
  }

  /** What was stored between the reading of the history and the joining of the room. */
  async function catchUp(socket: WebSocket, conversationId: string, afterSeq: number): Promise<void> {
    const missed = await conversations.history(conversationId, { afterSeq, limit: 100 });
    for (const message of missed) socket.emit('message:added', { message });
  }

  /** Socket.IO encodes a packet even for nobody, and most that is said is said by the only one there. */
  function tell({ conversationId, event, payload, except = '' }: LiveEvent): void {
    if (event === 'page:told') return;
    const room = namespace.adapter.rooms.get(conversationId);
    if (!room || (room.size === 1 && room.has(except))) return;
    namespace.to(conversationId).except(except).emit(event, payload);
  }

  async function hear(visitor: Visitor, event: string, args: unknown[]): Promise<void> {
    const acknowledge = args.at(-1);
    if (typeof acknowledge !== 'function') return;
    acknowledge(await answerAsk(context, visitor, event, args.length > 1 ? args[0] : undefined, log));
  }

  /** All of the visitor's sockets go on in the other conversation. */
  function move(visitor: Visitor, conversationId: string): void {
    const from = visitor.conversationId;
    for (const socket of namespace.sockets.values() as MapIterator<WebSocket>) {
      if (socket.data.visitor?.conversationId !== from) continue;
      void socket.leave(from);
      void socket.join(conversationId);
      socket.data.visitor.conversationId = conversationId;
      if (socket.id !== visitor.socketId) orDrop(socket, reopen(socket));
    }
  }

  async function reopen(socket: WebSocket): Promise<void> {
    const { visitor } = socket.data;
    const site = existingSite(visitor.siteId);
    const conversation = await conversations.find(visitor.conversationId);
    const messages = await conversations.history(conversation.id, { limit: 50 });
    const hasEarlier = (messages[0]?.seq ?? 1) > 1;
    const session = { ...socket.data.session, token: undefined, conversation, messages, hasEarlier };
    socket.emit('session:opened', await openedView(site, { session, visitor }));
  }

  function tellConsent(contactId: string, change: (visitor: Visitor) => Promise<ConsentView | undefined>): void {
    for (const socket of namespace.sockets.values() as MapIterator<WebSocket>) {
      const { visitor } = socket.data;
      if (visitor?.contactId !== contactId) continue;
      const telling = change(visitor).then((shown) => shown && socket.emit('consent:changed', { consent: shown }));
      orDrop(socket, telling);
    }
  }

  function existingSite(id: string): Site {
    const site = siteById(id);
    if (!site) throw new AppError('SITE_UNKNOWN', 'The site has left prompts/sites.yaml');
    return site;
  }

  /** At once, before anything is waited for: many that arrive together must not all find room. */
  function countConnection({ conn }: WebSocket, address: string): void {
    if (counted.has(conn)) return;
    counted.add(conn);
    count(address, 1);
    conn.once('close', () => count(address, -1));
  }

  function count(address: string, change: number): void {
    const next = (connections.get(address) ?? 0) + change;
    if (next > 0) connections.set(address, next);
    else connections.delete(address);
  }

  return {
    name: 'web',
    /** For Socket.IO's `allowRequest`: some site, or the console, is for pages of this origin. */
    allowsRequest(request: IncomingMessage): boolean {
      const { origin, host } = request.headers;
      const isOwn = origin !== undefined && isOwnOrigin(origin, host, options.publicUrl);
      const isAllowed = isOwn || options.sites().some((site) => isAllowedOrigin(site, request, options.publicUrl));
      if (!isAllowed)
        log.warn(
          { origin: origin?.slice(0, 200) },
          'A page of an origin that no site allows was refused; see prompts/sites.yaml',
        );
      return isAllowed;
    },
    start() {
      namespace.use((socket, next) => {
        admit(socket as WebSocket).then(
          () => next(),
          (error: Error) => next(Object.assign(new Error(error.message), { data: errorView(error) })),
        );
      });
      namespace.on('connection', (socket) => open(socket as WebSocket));
      unsubscribe = live.subscribe(tell);
      unwatch = watchSlowSockets(io, log);
    },
    /** Words have changed: open chats fetch them again. */
    wordsChanged: () => namespace.emit('notice:raised', { code: 'locale-changed', message: '' }),
    stop() {
      stopping = true;
      unwatch();
      unsubscribe();
      namespace.disconnectSockets(true);
    },
  };
}

function languageOf({ locale, pageLocale, languages }: Handshake, { headers }: IncomingMessage): LanguageEvidence {
  return { attribute: locale, page: pageLocale, browser: languages?.join() ?? headers['accept-language'] };
}

/** The client's address: the one that the outermost trusted proxy saw. */
export function addressOf(request: Pick<IncomingMessage, 'headers' | 'socket'>, trustProxy: number): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const seen = trustProxy > 0 ? forwarded.at(-Math.min(trustProxy, forwarded.length)) : undefined;
  return seen ?? request.socket.remoteAddress ?? 'unknown';
}
