import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { defineConfig, type Plugin } from 'vite';
import { knownYaml } from './scripts/known-yaml.ts';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Carries machine code, or looks for files beside itself. */
const NATIVE = ['better-sqlite3', 'sqlite-vec', '@huggingface/transformers', '@node-rs/argon2'];
/** Optional parts of libraries that nothing here asks for. */
const UNUSED = ['bufferutil', 'utf-8-validate', 'sqlite3'];

/** Knex names every database that it knows. */
const isOtherDialect = (id: string, importer: string | undefined): boolean =>
  Boolean(importer?.endsWith('knex/lib/dialects/index.js')) && id.startsWith('./') && !id.includes('sqlite3');

/** A worker thread is started by the name of its file. */
function workerNames(): Plugin {
  return {
    name: 'worker-names',
    enforce: 'pre',
    transform: {
      filter: { id: /backend\/src\/.*\.ts$/, code: /new Worker\(/ },
      handler: (code) =>
        code.replace(/new URL\('\.\/([\w-]+)\.ts', import\.meta\.url\)/g, "new URL('./$1.cjs', import.meta.url)"),
    },
  };
}

/**
 * The server in a few files, for `npm start`: a third of the time and less memory than reading some hundred modules. CommonJS, because
 * importing `node:http` as a module reads all that it exports, and with that loads the WebSocket client of Node.
 */
export default defineConfig({
  root: source('.'),
  publicDir: false,
  plugins: [workerNames(), knownYaml(source('../prompts'))],
  // Three copies of one table of file types would be read otherwise.
  resolve: { alias: { 'mime-types': createRequire(import.meta.url).resolve('mime-types') } },
  ssr: { target: 'node', noExternal: true, external: NATIVE },
  build: {
    ssr: true,
    target: 'node24',
    outDir: source('dist'),
    emptyOutDir: true,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        main: source('src/main.ts'),
        worker: source('src/store/worker.ts'),
        'language-worker': source('src/language/language-worker.ts'),
        'transformer-worker': source('src/embedding/transformer-worker.ts'),
      },
      // `depd` of Koa's parts evals a wrapper for deprecated functions, which nothing here calls.
      checks: { eval: false },
      external: (id, importer) => UNUSED.includes(id) || isOtherDialect(id, importer),
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs', minify: true },
    },
  },
});
