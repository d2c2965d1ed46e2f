import type { LeadView } from '@agent-chat/sdk/protocol';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { Server as SocketServer } from 'socket.io';
import { createAccess } from '../access/access.ts';
import { createIdentities } from '../access/identities.ts';
import { createAskModel } from './ask-model.ts';
import { createHouseTexts } from './house-texts.ts';
import { listen } from './listen.ts';
import { openContent } from './open-content.ts';
import { createResponders } from './create-responders.ts';
import { createConsoleGateway } from '../channel/console/console-gateway.ts';
import type { Channel } from '../channel/channel.ts';
import { createDispatcher } from '../channel/dispatcher.ts';
import { createFollower } from '../channel/follower.ts';
import { channelFactories } from '../channel/index.ts';
import { createIntake } from '../channel/intake.ts';
import { joinWrites } from '../channel/web/joined-writes.ts';
import { createWebChannel } from '../channel/web/web-channel.ts';
import type { App, AppOptions } from '../app.ts';
import { createSiteTexts } from '../content/site-view.ts';
import { createConversations } from '../conversation/conversations.ts';
import { createLive } from '../conversation/live.ts';
import { createPages } from '../conversation/pages.ts';
import { createEmbedder } from '../embedding/create-embedder.ts';
import { createSqliteVectorIndex } from '../embedding/sqlite-vector-index.ts';
import { createFiles } from '../file/files.ts';
import { createFirstWords } from '../language/first-words.ts';
import { createLanguageScorer } from '../language/language-scorer.ts';
import { createLocaleLog } from '../language/locale-log.ts';
import { createLanguageReader } from '../language/read-language.ts';
import { createHttp } from '../http/http.ts';
import { createMessageIndexer } from '../conversation/message-indexer.ts';
import { createMemoryIndexer } from '../memory/indexer.ts';
import { createMemory } from '../memory/memory.ts';
import { providers } from '../model/providers.ts';
import { currentStep } from '../scenario/run-store.ts';
import { openDatabase } from '../store/database.ts';
import type { WorkerConnection } from '../store/worker-connection.ts';
import { createTextDesk } from '../translation/text-desk.ts';
import { translationSettings } from '../translation/translation-settings.ts';
import { createTranslations } from '../translation/translations.ts';
import { createTurnRunner } from '../turn/turn-runner.ts';

/** Beyond the model's own limits, for recall before and storing after. */
const TURN_MARGIN_MS = 30_000;

export interface ComposeOptions extends AppOptions {
  dataDir: string;
  /** Opens the database while the content is read. */
  writer: Promise<WorkerConnection>;
}

/** Builds and starts everything from the bottom up; what it gives back stops it from the top down. */
export async function compose({ config, log, root, dataDir, writer }: ComposeOptions): Promise<App> {
  const { publicUrl, trustProxy } = config;
  const content = await openContent({ config, log, root });
  const { words } = content;
  const database = await openDatabase({ dir: dataDir, writer });
  const embedder = createEmbedder({ ...config.embedding, cacheDir: join(dataDir, 'models'), log });
  const vectors = createSqliteVectorIndex('memory');

  const localeLog = createLocaleLog({ database, log });
  const live = createLive();
  const channels = new Map<string, Channel>();
  const sites = createSiteTexts({ ...content, channels: () => [...channels.keys()] });
  const { apology, ...said } = createHouseTexts(words, sites);
  const memory = createMemory({ database, embedder, vectors, log });
  const indexer = createMemoryIndexer({ database, embedder, vectors, log });
  const searchIndexer = createMessageIndexer({ database, log });

  const files = createFiles({ database, dir: join(dataDir, 'files'), limits: config.limits, log });
  const conversations = createConversations({
    ...said,
    database,
    live,
    attachments: files.attachments,
    stepOf: (conversationId) => currentStep(database.read, conversationId),
    offerTurns: () => turns.offer(),
    foreseeTurns: (messages) => turns.foresee(messages),
    beginTurns: (taken, messages) => turns.begin(taken, messages),
    wakeTurns: () => turns.wake(),
    wakeDeliveries: () => dispatcher.wake(),
    tookOver: (conversationId) => turns.silence(conversationId),
    waitingQuestion: (trx, conversation) => waitingQuestion(trx, conversation),
  });
  const scorer = createLanguageScorer({ log });
  const reader = createLanguageReader(scorer);
  const hearFirstWords = createFirstWords({ reader, localesOf: sites.localesOf, conversations });

  /** What the running turns of conversations have captured; told once it is stored. */
  const capturing = new Map<string, LeadView>();
  const captured = (conversationId: string, lead: LeadView) => void capturing.set(conversationId, lead);
  const pages = createPages();
  const provider = config.model && (await providers.openai(config.model));
  const { responders, waitingQuestion } = createResponders({
    config,
    content,
    database,
    memory,
    provider,
    sites,
    log,
    captured,
    pages,
    reader,
    localeLog,
    operatorAsked: said.operatorAsked,
  });
  const turns = createTurnRunner({
    database,
    live,
    log,
    responders,
    authorOf: sites.author,
    apology,
    wakeDeliveries: () => dispatcher.wake(),
    askAgain: conversations.askAgain,
    async changed(conversationId) {
      const lead = capturing.get(conversationId);
      if (lead) {
        capturing.delete(conversationId);
        live.emit({ conversationId, event: 'lead:captured', payload: { lead } });
        gateway.leadsChanged();
      }
      await conversations.tellChanged(conversationId);
    },
    limitMs: (config.model?.timeouts.total ?? 0) + TURN_MARGIN_MS,
  });

  for (const create of channelFactories) {
    const channel = create({ config, words, files, log });
    if (channel) channels.set(channel.name, channel);
  }
  const dispatcher = createDispatcher({
    database,
    channels: [...channels.values()],
    log,
    gone: ({ id }) => conversations.loseAddress(id),
  });

  const identities = createIdentities(config.identitySecrets);
  const access = createAccess({ database, log, admin: config.admin });
  const http = createServer();
  const io = new SocketServer({
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 64_000,
    connectTimeout: 10_000,
    allowRequest: (request, answer) => answer(null, web.allowsRequest(request)),
    cors: { origin: true, credentials: false },
  });
  const web = createWebChannel({
    io,
    conversations,
    turns,
    identities,
    memory,
    live,
    pages,
    words,
    channels,
    log,
    limits: config.limits,
    trustProxy,
    publicUrl,
    sites: sites.all,
    siteById: sites.site,
    localesOf: sites.locales,
    hearFirstWords,
    siteView: sites.view,
  });
  const gateway = createConsoleGateway({
    namespace: io.of('/console'),
    access,
    conversations,
    live,
    database,
    turns,
    log,
    publicUrl,
  });
  const textDesk = createTextDesk({
    translations: createTranslations({ dir: resolve(root, config.localesDir), settings: translationSettings }),
    database,
    askModel: provider && createAskModel(provider),
    changed: (texts) => gateway.textsChanged(texts),
  });
  http.on(
    'request',
    createHttp({
      access,
      identities,
      conversations,
      database,
      words,
      files,
      textDesk,
      localeLog,
      siteById: sites.site,
      pageSettings: sites.page,
      health: { database: () => database.check() },
      staticDirs: {
        widget: join(root, 'widget/dist'),
        site: join(root, 'demo/dist/site'),
        admin: join(root, 'demo/dist/admin'),
      },
      leadsChanged: () => gateway.leadsChanged(),
      publicUrl,
      trustProxy,
      log,
    }),
  );
  // Last, so that Socket.IO takes its own requests away from Koa instead of answering them a second time.
  io.attach(http);
  joinWrites(io);

  const unfollow = [
    words.changed(() => web.wordsChanged()),
    words.missed(({ locale: tag, key }) => localeLog.note({ tag, key })),
    // Not before the answer is out: indexing would stand in its way.
    live.subscribe(({ event, payload }) => {
      if (event !== 'turn:changed' || payload.state !== 'idle') return;
      indexer.wake();
      searchIndexer.wake();
    }),
    live.subscribe(createFollower({ channels, conversations, log })),
  ];

  web.start();
  await files.start();
  await turns.start();
  indexer.start();
  searchIndexer.start();
  localeLog.start();
  const url = await listen(http, config);
  const intake = createIntake({
    conversations,
    sites,
    reader,
    hearFirstWords,
    files,
    messagesPerMinute: config.limits.messagesPerMinute,
  });
  for (const channel of channels.values()) await channel.start(intake);
  dispatcher.start();

  return {
    url: publicUrl ?? url,
    setupPath: await access.setupUrlPath(),
    async stop() {
      for (const undo of unfollow) undo();
      http.close();
      web.stop();
      gateway.close();
      http.closeAllConnections();
      await Promise.all([...channels.values()].map((channel) => channel.stop()));
      await conversations.idle();
      await turns.stop();
      await dispatcher.stop();
      await indexer.stop();
      await searchIndexer.stop();
      await localeLog.stop();
      await files.stop();
      await new Promise<void>((resolve) => void io.close(() => resolve()));
      await Promise.all([content.close(), embedder.close(), scorer.stop()]);
      await database.close();
    },
  };
}
