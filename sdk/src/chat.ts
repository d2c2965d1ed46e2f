import { createAsks } from './chat-asks.ts';
import type { Chat, ChatEvents, ChatOptions, ChatState, SendOptions } from './chat-types.ts';
import { checkMessage } from './check-message.ts';
import { Connection } from './connection.ts';
import { createEmitter } from './emitter.ts';
import { ERROR_HINTS } from './error-hints.ts';
import { createFollowers } from './followers.ts';
import { Outbox } from './outbox.ts';
import type { Ask, Asks, ErrorView, FileView, Handshake, Message, SessionOpened, Tell, Tells } from './protocol.ts';
import { PROTOCOL_VERSION } from './protocol.ts';
import { Session } from './session.ts';
import type { Signing } from './signing.ts';
import type { Tracker } from './tracker.ts';
import { fallbackStorage } from './storage/fallback.ts';
import { indexedDbStorage } from './storage/indexed-db.ts';
import { createStore } from './store.ts';
import type { UploadOptions, UploadSource } from './upload.ts';
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
  const { server, transports, site, page } = options;
  const scope = `${server}/${site ?? ''}`;
  const store = createStore(IDLE);
  const storage = fallbackStorage(options.storage ?? indexedDbStorage(), () => store.set({ forgetful: true }));
  const events = createEmitter<ChatEvents>();
  const followers = createFollowers(events);
  const visitor = createVisitor(storage, scope, options.identity);
  let { locale } = options;
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
  let loading: Promise<Signing> | undefined;
  const signing = () => (loading ??= loadSigning());
  const loadSigning = async () => {
    const { createSigning } = await import('./signing.ts');
    return createSigning({ visitor, outbox, session, connection, opened: (view) => handle('session:opened', view) });
  };
  // Tabs that share the browser's storage are one visitor's: who signs in or out in one does so in all.
  const isShared = !options.storage && 'indexedDB' in globalThis && 'BroadcastChannel' in globalThis;
  const tabs = isShared ? new BroadcastChannel(`agent-chat/${scope}`) : undefined;
  if (tabs) tabs.onmessage = async ({ data }) => (await signing()).follow(data);
  let tracking: Promise<Tracker> | undefined;
  const tracker = () =>
    (tracking ??= import('./tracker.ts').then(({ createTracker }) =>
      createTracker({ ask, subscribe: store.subscribe }),
    ));
  const restored = outbox.restore();

  async function handshake(): Promise<Handshake> {
    await restored;
    const credentials = await visitor.credentials();
    return { protocol: PROTOCOL_VERSION, site, locale, page, ...credentials, ...session.resumeFrom() };
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

  async function upload(file: UploadSource, uploadOptions?: UploadOptions): Promise<FileView> {
    // Most visitors never attach anything.
    const [sender] = await Promise.all([import('./upload.ts'), connection.whenOpen()]);
    const { token = '' } = await visitor.credentials();
    return sender.upload(file, { ...uploadOptions, server, site, token });
  }

  async function close(): Promise<void> {
    connection.close();
    tabs?.close();
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
    upload,
    retry: (clientId) => outbox.retry(clientId),
    discard: (clientId) => outbox.discard(clientId),
    readEarlier: (limit) => session.readEarlier(limit),
    startNew: () => session.startNew(),
    resume: (id) => session.resume(id),
    closeConversation: async () => handle('conversation:changed', await ask('conversation:close', {})),
    rate: async (rating, comment) =>
      handle('conversation:changed', await ask('conversation:rate', { rating, comment })),
    async giveConsent() {
      await ask('consent:give', {});
      const consent = store.state.site?.consent;
      if (consent) handle('consent:changed', { consent: { ...consent, given: true } });
    },
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
    track(name, data) {
      const told = tracker().then(({ track }) => track(name, data));
      told.catch(() => {});
      return told;
    },
    ...createAsks(ask),
    identify: async (identity) => (await signing()).identify(identity),
    async reset() {
      tabs?.postMessage(undefined);
      await (await signing()).reset();
    },
    readDraft: visitor.readDraft,
    saveDraft: visitor.saveDraft,
    messages: followers.follow,
    connect: () => connection.connect(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
