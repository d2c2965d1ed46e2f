import { createServer, type Server as HttpServer } from 'node:http';
import { join, resolve } from 'node:path';
import { Server as SocketServer } from 'socket.io';
import { createAccess } from './access/access.ts';
import { createAgentResponder } from './agent/agent-responder.ts';
import { createSystemPrompt } from './agent/system-prompt.ts';
import { createConsoleGateway } from './channel/console/console-gateway.ts';
import type { Channel } from './channel/channel.ts';
import { createDispatcher } from './channel/dispatcher.ts';
import { createFollower } from './channel/follower.ts';
import { channelFactories } from './channel/index.ts';
import { createIntake } from './channel/intake.ts';
import { createWebChannel } from './channel/web/web-channel.ts';
import type { Config } from './config.ts';
import { createContent } from './content/content.ts';
import { agentKind } from './content/kinds/agent.ts';
import { promptKind } from './content/kinds/prompt.ts';
import { siteKind } from './content/kinds/site.ts';
import { createWords } from './content/locale-words.ts';
import { createSiteTexts } from './content/site-view.ts';
import { createConversations } from './conversation/conversations.ts';
import { createLive } from './conversation/live.ts';
import { createEmbedder } from './embedding/create-embedder.ts';
import { createSqliteVectorIndex } from './embedding/sqlite-vector-index.ts';
import { createHttp } from './http/http.ts';
import { catalogueKind } from './knowledge/catalogue.ts';
import { createConsultantResponder } from './knowledge/consultant.ts';
import { faqKind } from './knowledge/faq.ts';
import { createKnowledge } from './knowledge/knowledge.ts';
import { synonymsKind } from './knowledge/synonyms.ts';
import { capture, moveLeads } from './lead/lead-store.ts';
import { createMemoryIndexer } from './memory/indexer.ts';
import { createMemory } from './memory/memory.ts';
import { providers } from './model/providers.ts';
import { currentStep } from './scenario/run-store.ts';
import { createScenarioKind } from './scenario/scenario-kind.ts';
import { createScenarioResponder } from './scenario/scenario-responder.ts';
import { openDatabase } from './store/database.ts';
import type { Log } from './telemetry/log.ts';
import { createTurnRunner } from './turn/turn-runner.ts';

export interface App {
  /** Where it listens, e.g. `http://localhost:3000`. */
  url: string;
  /** Path of the one-time link that makes the owner's account; undefined when there is one. */
  setupPath?: string;
  /** Stops taking in, hands back leases, flushes. */
  stop(): Promise<void>;
}

export interface AppOptions {
  config: Config;
  log: Log;
  /** Folder that the built pages lie below; the project's own when left out. */
  root: string;
}

/** The composition root: the only file that sees all rooms. Builds everything, starts it from the bottom up, stops it from the top down. */
export async function startApp({ config, log, root }: AppOptions): Promise<App> {
  const words = createWords({ dir: resolve(root, config.localesDir), log, watch: true });
  await words.start();
  const scenarioKind = createScenarioKind({ hasWord: (key) => words.has(key) });
  const kinds = [siteKind, agentKind, promptKind, faqKind, catalogueKind, synonymsKind, scenarioKind];
  const content = createContent({ dir: resolve(root, config.promptsDir), kinds, log, watch: true });
  await content.start();
  const database = await openDatabase({ dir: resolve(root, config.dataDir) });
  const embedder = createEmbedder({ ...config.embedding, cacheDir: resolve(root, config.dataDir, 'models'), log });
  const vectors = createSqliteVectorIndex('memory');

  const live = createLive();
  const channels = new Map<string, Channel>();
  const sites = createSiteTexts({
    sites: content.view(siteKind),
    agents: content.view(agentKind),
    words,
    channels: () => [...channels.keys()],
  });
  const memory = createMemory({ database, embedder, vectors, log });
  const indexer = createMemoryIndexer({ database, embedder, vectors, log });
  const knowledge = createKnowledge({
    faq: content.view(faqKind),
    catalogue: content.view(catalogueKind),
    synonyms: content.view(synonymsKind),
    words,
    log,
  });
  const channelName = (locale: string, channel: string) => words.t(locale, `agent:channels.${channel}`);

  const conversations = createConversations({
    database,
    live,
    greeting: (siteId, locale) => ({
      role: 'agent',
      author: sites.author(siteId, locale),
      channel: 'agent',
      ...sites.greeting(siteId, locale),
    }),
    notices: {
      linked: (locale, channel, name) =>
        words.t(locale, 'agent:linked', { name, channel: channelName(locale, channel) }),
      unlinked: (locale, channel) => words.t(locale, 'agent:unlinked', { channel: channelName(locale, channel) }),
    },
    stepOf: (conversationId) => currentStep(database.read, conversationId),
    contactsJoined: async (trx, from, to) => {
      await memory.moveContact(trx, from, to);
      await moveLeads(trx, from, to);
    },
    wakeTurns: () => turns.wake(),
    wakeDeliveries: () => dispatcher.wake(),
    tookOver: (conversationId) => turns.silence(conversationId),
  });

  const scenario = createScenarioResponder({
    database,
    scenarios: content.view(scenarioKind),
    words,
    catalogue: (locale) => knowledge.services(locale),
    leads: {
      async capture(trx, lead) {
        const id = await capture(trx, lead);
        gateway.leadsChanged();
        return id;
      },
    },
    defaultCountry: (siteId) => sites.site(siteId)?.country,
  });
  const consultant = createConsultantResponder({ knowledge, words });
  const provider = config.model && (await providers.openai(config.model));
  const agent =
    provider &&
    createAgentResponder({
      provider,
      knowledge,
      memory,
      words,
      log,
      systemPrompt: createSystemPrompt({ prompts: content.view(promptKind), sites }),
      recentTokens: config.memory.recentTokens,
      recallLimit: config.memory.recallLimit,
    });
  const turns = createTurnRunner({
    database,
    live,
    log,
    responders: [scenario, ...(agent ? [agent] : []), consultant],
    authorOf: (siteId, locale) => sites.author(siteId, locale),
    apology: (locale) => ({
      role: 'agent',
      channel: 'agent',
      text: words.t(locale, 'agent:apology'),
      blocks: [
        {
          type: 'choices',
          style: 'quick-replies',
          choices: [{ value: 'contact', label: words.t(locale, 'agent:apologyContact'), scenario: 'lead-capture' }],
        },
      ],
    }),
    wakeDeliveries: () => dispatcher.wake(),
    changed: (conversationId) => conversations.tellChanged(conversationId),
  });

  for (const create of channelFactories) {
    const channel = create({ config, words, log });
    if (channel) channels.set(channel.name, channel);
  }
  const dispatcher = createDispatcher({
    database,
    channels: [...channels.values()],
    log,
    gone: async (conversationId) => void (await conversations.tellChanged(conversationId)),
  });
  const intake = createIntake({ conversations, sites, words });

  const access = createAccess({ database, log, admin: config.admin });
  const http = createServer();
  const io = new SocketServer({
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 64_000,
    connectTimeout: 10_000,
    allowRequest: (request, answer) => answer(null, web.allowsRequest(request, sites.all())),
    cors: { origin: true, credentials: false },
  });
  const web = createWebChannel({
    io,
    conversations,
    turns,
    memory,
    live,
    words,
    channels,
    log,
    limits: config.limits,
    trustProxy: config.trustProxy,
    siteById: sites.site,
    siteView: sites.view,
  });
  const gateway = createConsoleGateway({
    namespace: io.of('/console'),
    access,
    conversations,
    live,
    database,
    log,
    publicUrl: config.publicUrl,
  });
  http.on(
    'request',
    createHttp({
      access,
      conversations,
      database,
      words,
      health: { database: async () => void (await database.read.raw('select 1')) },
      staticDirs: {
        widget: join(root, 'widget/dist'),
        site: join(root, 'demo/dist/site'),
        admin: join(root, 'demo/dist/admin'),
      },
      leadsChanged: () => gateway.leadsChanged(),
      publicUrl: config.publicUrl,
      trustProxy: config.trustProxy,
      log,
    }),
  );
  // Last, so that Socket.IO takes its own requests away from Koa instead of answering them a second time.
  io.attach(http);

  const unfollow = [
    words.changed(() => {
      web.wordsChanged();
      void content.retryRefused();
    }),
    // Not before the answer is out: indexing would stand in its way.
    live.subscribe(({ event, payload }) => event === 'turn:changed' && payload.state === 'idle' && indexer.wake()),
    live.subscribe(createFollower({ channels, conversations, log })),
  ];

  web.start();
  await turns.start();
  dispatcher.start();
  indexer.start();
  const url = await listen(http, config);
  for (const channel of channels.values()) await channel.start(intake);

  return {
    url: config.publicUrl ?? url,
    setupPath: await access.setupUrlPath(),
    async stop() {
      for (const undo of unfollow) undo();
      web.stop();
      gateway.close();
      http.closeAllConnections();
      await Promise.all([...channels.values()].map((channel) => channel.stop()));
      await conversations.idle();
      await turns.stop();
      await dispatcher.stop();
      await indexer.stop();
      await new Promise<void>((resolve) => void io.close(() => resolve()));
      await Promise.all([words.stop(), content.stop(), embedder.close()]);
      await database.close();
    },
  };
}

function listen(http: HttpServer, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      const address = http.address();
      resolve(`http://${host}:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}
