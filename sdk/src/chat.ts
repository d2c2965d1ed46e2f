import { ChatError } from './chat-error.ts';
import type { Chat, ChatEvents, ChatOptions, ChatState, SendOptions } from './chat-types.ts';
import { checkMessage } from './check-message.ts';
import { Connection } from './connection.ts';
import { createEmitter } from './emitter.ts';
import { ERROR_HINTS } from './error-hints.ts';
import { createFollowers } from './followers.ts';
import type { LaterCommands } from './later-commands.ts';
import { laterCommands } from './later.ts';
import { Outbox } from './outbox.ts';
import type { Ask, Asks, ErrorView, Handshake, Message, SessionOpened, Tell, Tells } from './protocol.ts';
import { PROTOCOL_VERSION } from './protocol.ts';
import { Session } from './session.ts';
import { fallbackStorage } from './storage/fallback.ts';
import { indexedDbStorage } from './storage/indexed-db.ts';
import { createStore } from './store.ts';
import { createVisitor } from './visitor.ts';

const IDLE: ChatState = {
  ...{ connection: 'offline', messages: [], hasEarlier: false, loadingEarlier: false, turn: 'idle', unread: 0 },
};

/**
 * A visitor's chat with one site.
 *
 * ```ts
 * const chat = createChat({ server: 'https://chat.example' });
 * chat.subscribe(({ messages, streaming }) => draw(messages, streaming));
 * await chat.send('How much is a tune-up?');
 * ```
 */
export function createChat(options: ChatOptions): Chat {
  const { server, transports, site, pageLocale, languages } = options;
  const scope = `${server}/${site ?? ''}`;
  const store = createStore(IDLE);
  const storage = fallbackStorage(options.storage ?? indexedDbStorage(), () => store.set({ forgetful: true }));
  const events = createEmitter<ChatEvents>();
  const followers = createFollowers(events);
  const visitor = createVisitor(storage, scope, options.identity);
  let { locale, page } = options;
  let typing = false;

  const ask = <E extends Ask>(event: E, payload: Asks[E][0]): Promise<Asks[E][1]> => connection.ask(event, payload);
  const isOpen = (): boolean => connection.open;
  const outbox = new Outbox({
    ...{ storage, scope, person: () => visitor.person },
    ...{ changed: () => session.publish(), failed: (error) => events.emit('error', error) },
    async deliver(sent) {
      const { message } = await ask('message:send', sent);
      session.add([message]);
      return message;
    },
  });
  const session = new Session({ store, events, outbox, ask, isOpen, reopen: () => connection.restart() });
  const connection = new Connection({ server, transports, handshake, handle, changed });
  const parts = { server, site, store, visitor, outbox, session, connection, handle };
  let loading: Promise<LaterCommands> | undefined;
  const load = () => (loading ??= loadCommands().catch(forgetLoading));
  // Tabs that share the browser's storage are one visitor's: who signs in or out in one does so in all.
  const isShared = !options.storage && 'indexedDB' in globalThis && 'BroadcastChannel' in globalThis;
  const tabs = isShared ? new BroadcastChannel(`agent-chat/${scope}`) : undefined;
  if (tabs)
    tabs.onmessage = ({ data }) =>
      load().then(
        (commands) => commands.follow(data),
        () => {},
      );
  const restored = outbox.restore();

  async function loadCommands(): Promise<LaterCommands> {
    return (await import('./later-commands.ts')).createLaterCommands(parts);
  }

  function forgetLoading(): never {
    loading = undefined;
    throw new ChatError({ code: 'TIMEOUT', message: 'A part of the chat could not be fetched.' });
  }

  async function handshake(): Promise<Handshake> {
    await restored;
    const credentials = await visitor.credentials();
    return {
      protocol: PROTOCOL_VERSION,
      site,
      locale,
      pageLocale,
      languages,
      page,
      ...credentials,
      ...session.resumeFrom(),
    };
  }

  function handle<E extends Tell>(event: E, payload: Tells[E]): void {
    if (event === 'session:opened') {
      const { token, conversation } = payload as SessionOpened;
      const isUser = Boolean(conversation.verified);
      if (token) visitor.keep(token, isUser);
      if (isUser) tabs?.postMessage(visitor.identity);
    }
    session.handle(event, payload);
  }

  function changed(connection: ChatState['connection'], reason?: ErrorView): void {
    const error = reason && { hint: ERROR_HINTS[reason.code], ...reason };
    if (error?.code === 'UNAUTHORIZED') visitor.forget();
    if (error?.code === 'UNAUTHORIZED' || error?.code === 'NOT_FOUND') session.forget();
    if (connection === 'online') outbox.resume();
    else outbox.pause();
    typing = false;
    store.set({ connection, ...(error && { error }), ...(connection !== 'online' && { typing: undefined }) });
    if (error) events.emit('error', error);
  }

  function send(text: string, { pick, form, scenario, files: attached }: SendOptions = {}): Promise<Message> {
    try {
      const files = attached?.length ? attached.map(({ id }) => id) : undefined;
      const message = { text, pick, form, scenario, ...(files && { files }) };
      checkMessage(message);
      return outbox.add(message, attached);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async function close(): Promise<void> {
    connection.close();
    tabs?.close();
    await outbox.close();
    followers.end();
  }

  const later = laterCommands(load);
  if (options.connect !== false) connection.connect();
  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    on: events.on,
    send,
    retry: (clientId) => outbox.retry(clientId),
    discard: (clientId) => outbox.discard(clientId),
    readEarlier: (limit) => session.readEarlier(limit),
    startNew: () => session.startNew(),
    async stop() {
      await ask('turn:stop', {});
    },
    async retryTurn() {
      await ask('turn:retry', {});
    },
    markRead: (seq) => session.markRead(seq),
    setTyping(on) {
      if (typing === on || !isOpen()) return;
      typing = on;
      ask('typing:set', { on }).catch(() => {});
    },
    setPage(next) {
      page = next;
      if (isOpen()) ask('page:set', next).catch(() => {});
    },
    async setLocale(wanted) {
      locale = wanted;
      handle('conversation:changed', await ask('locale:set', { locale: wanted }));
    },
    ...later,
    track(name, data) {
      const told = later.track(name, data);
      told.catch(() => {});
      return told;
    },
    reset() {
      tabs?.postMessage(undefined);
      return later.reset();
    },
    readDraft: visitor.readDraft,
    saveDraft: visitor.saveDraft,
    messages: followers.follow,
    connect: () => connection.connect(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
