/**
 * The arrows of docs/architecture.md: who may import whom. A test may look into everything; a test's tools too.
 * What must go up goes by an interface that the lower room owns, or by a domain event.
 */
const TESTS =
  '(^widget/web-test-runner[.]config[.]mjs|[.]test[.]ts|[.]fixture[.]ts|/test-[^/]+[.]ts|-test-tools[.]ts)$|/(test|testing)/';

/** Rooms of backend/src, from the highest floor to the lowest; a room imports only from lower floors, never from beside it. */
const FLOORS = [
  ['app', 'main', 'serve', 'startup-report'],
  ['http', 'channel'],
  ['turn'],
  ['agent', 'scenario'],
  ['lead', 'memory', 'knowledge', 'model', 'file', 'translation', 'language'],
  ['conversation', 'content', 'embedding'],
  ['event', 'job', 'access'],
  ['store', 'telemetry'],
  ['config', 'env-file', 'errors', 'formula-safe', 'id', 'token'],
];

const roomPath = (rooms) => `^backend/src/(${rooms.join('|')})(/|[.]ts$)`;

/** `main` starts `app`, and `token` uses `id`: the highest and the lowest floor are the only ones without walls inside. */
const openFloors = [FLOORS[0], FLOORS.at(-1)];

const floors = FLOORS.flatMap((rooms, level) => {
  const above = FLOORS.slice(0, level).flat();
  return rooms.map((room) => {
    const beside = openFloors.includes(rooms) ? [] : rooms.filter((other) => other !== room);
    return {
      name: `floor-of-${room}`,
      comment: `${room} imports only from the floors below it`,
      severity: 'error',
      from: { path: roomPath([room]), pathNot: TESTS },
      to: { path: roomPath([...above, ...beside]) },
    };
  });
}).filter(({ to }) => to.path !== roomPath([]));

/** A library stays in the room whose business it is, so that it can be replaced there. */
const only = (name, library, where) => ({
  name: `${name}-stays-in-its-room`,
  comment: `${name} is used only in ${where}`,
  severity: 'error',
  from: { path: '^backend/src/', pathNot: `${TESTS}|${where}` },
  // Where a package brings no types, TypeScript resolves it to `@types/…`.
  to: { path: `node_modules/(@types/)?(${library})(/|$)|^(${library})$` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-found',
      comment: 'The import leads nowhere, or to a package that no package.json names',
      severity: 'error',
      from: {},
      // The widget's tests name mocha's types alone: web-test-runner brings mocha itself.
      to: { couldNotResolve: true, pathNot: '^mocha$' },
    },
    {
      name: 'protocol-imports-nothing',
      severity: 'error',
      from: { path: '^sdk/src/protocol[.]ts$' },
      to: { path: '.' },
    },
    {
      name: 'sdk-stands-alone',
      severity: 'error',
      from: { path: '^sdk/', pathNot: TESTS },
      to: { path: '^(widget|backend|demo|tests|bench|scripts)/' },
    },
    {
      name: 'widget-knows-the-sdk-only',
      severity: 'error',
      from: { path: '^widget/', pathNot: TESTS },
      to: { path: '^(backend|demo|tests|bench|scripts)/' },
    },
    {
      name: 'demo-knows-widget-and-sdk',
      severity: 'error',
      from: { path: '^demo/', pathNot: TESTS },
      to: { path: '^(backend|tests|bench|scripts)/' },
    },
    {
      name: 'workspaces-through-their-entries',
      comment: 'widget and demo import the SDK by its name',
      severity: 'error',
      from: { path: '^(widget|demo)/src/', pathNot: TESTS },
      to: { path: '^sdk/src/(?!(index|protocol|testing/index)[.]ts$)' },
    },
    {
      name: 'backend-knows-the-protocol-only',
      severity: 'error',
      from: { path: '^backend/src/', pathNot: TESTS },
      to: { path: '^(widget|demo|tests|bench|scripts)/|^sdk/(?!src/protocol[.]ts$)' },
    },
    ...floors,
    only('koa', 'koa|@koa/[^/]+|koa-[^/]+', '^backend/src/http/'),
    only('socket-io', 'socket[.]io', '^backend/src/(app/|channel/(web|console)/)'),
    only('grammy', 'grammy|@grammyjs/[^/]+', '^backend/src/channel/telegram/'),
    only('openai', 'openai|undici', '^backend/src/model/'),
    only('file-type', 'file-type', '^backend/src/file/'),
    only('transformers', '@huggingface/transformers', '^backend/src/embedding/'),
    only('better-sqlite3', 'better-sqlite3', '^backend/src/store/'),
    only('knex', 'knex', '^backend/src/(store/|.*-store[.]ts$)'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(sdk|widget|demo|backend)/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
