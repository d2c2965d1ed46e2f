import { createAsks } from './chat-asks.ts';
import type { Chat, ChatEvents, ChatOptions, ChatState, SendOptions } from './chat-types.ts';
import { checkMessage } from './check-message.ts';
import { Connection } from './connection.ts';
import { createEmitter } from './emitter.ts';
import { createFollowers } from './followers.ts';
import { Outbox } from './outbox.ts';
import type { Ask, Asks, ErrorView, Handshake, Message, SessionOpened, Tell, Tells } from './protocol.ts';
import { PROTOCOL_VERSION } from './protocol.ts';
import { Session } from './session.ts';
import { fallbackStorage } from './storage/fallback.ts';
import { indexedDbStorage } from './storage/indexed-db.ts';
import { memoryStorage } from './storage/memory.ts';
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
  const { server, transports, site, identity, page } = options;
  const scope = `${server}/${site ?? ''}`;
  const storage = fallbackStorage(options.storage ?? (globalThis.indexedDB ? indexedDbStorage() : memoryStorage()));
  const store = createStore(IDLE);
  const events = createEmitter<ChatEvents>();
  const followers = createFollowers(events);
  const visitor = createVisitor(storage, scope);
  let { locale } = options;
  let typing = false;

  const ask = <E extends Ask>(event: E, payload: Asks[E][0]): Promise<Asks[E][1]> => connection.ask(event, payload);
  const isOpen = (): boolean => connection.open;
  const outbox = new Outbox({
    ...{ storage, scope, changed: () => session.publish(), failed: (error) => events.emit('error', error) },
    async deliver(sent) {
      const { message } = await ask('message:send', sent);
      session.add([message]);
      return message;
    },
  });
  const session = new Session({ store, events, outbox, ask, isOpen, reopen: () => connection.restart() });
  const connection = new Connection({ server, transports, handshake, handle, changed });
  const restored = outbox.restore();

  async function handshake(): Promise<Handshake> {
    await restored;
    const token = await visitor.token();
    return { protocol: PROTOCOL_VERSION, site, token, identity, locale, page, ...session.resumeFrom() };
  }

  function handle<E extends Tell>(event: E, payload: Tells[E]): void {
    const { token } = payload as Partial<SessionOpened>;
    if (event === 'session:opened' && token) visitor.keep(token);
    session.handle(event, payload);
  }

  function changed(connection: ChatState['connection'], error?: ErrorView): void {
    if (error?.code === 'UNAUTHORIZED') visitor.forget();
    if (error?.code === 'UNAUTHORIZED' || error?.code === 'NOT_FOUND') session.forget();
    if (connection === 'online') outbox.resume();
    else outbox.pause();
    typing = false;
    store.set({ connection, ...(error && { error }), ...(connection !== 'online' && { typing: undefined }) });
    if (error) events.emit('error', error);
  }

  function send(text: string, { pick, form, scenario }: SendOptions = {}): Promise<Message> {
    try {
      checkMessage({ text, pick, form, scenario });
      return outbox.add({ text, pick, form, scenario });
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async function close(): Promise<void> {
    connection.close();
    await outbox.close();
    followers.end();
  }

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
    markRead: (seq) => session.markRead(seq),
    setTyping(on) {
      if (typing === on || !isOpen()) return;
      typing = on;
      ask('typing:set', { on }).catch(() => {});
    },
    async setLocale(wanted) {
      locale = wanted;
      handle('conversation:changed', await ask('locale:set', { locale: wanted }));
    },
    ...createAsks(ask),
    readDraft: visitor.readDraft,
    saveDraft: visitor.saveDraft,
    messages: followers.follow,
    connect: () => connection.connect(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
