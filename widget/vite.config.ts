import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { describeElement } from './scripts/describe-element.ts';
import { shrinkTemplates } from './scripts/shrink-templates.ts';
import { lightSocket } from './scripts/light-socket.ts';
import { shortErrors } from './scripts/short-errors.ts';
import { versionedEntry } from './scripts/versioned-entry.ts';
import manifest from './package.json' with { type: 'json' };

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Modules of the chat that are fetched when they are needed, by what their paths contain. */
const LATER = [
  'src/chat-asks',
  'src/file-url',
  'src/later-commands',
  'src/signing',
  'src/tracker',
  'src/upload',
  'actions',
  'alerts',
  'attach',
  'away',
  'badge',
  'cards',
  'code-block',
  'comforts',
  'commands',
  'events/conversation',
  'events/error',
  'events/lead',
  'events/message-added',
  'files',
  'fit-viewport',
  'form',
  'in-page',
  'jump',
  'markdown',
  'page-side/(?!is-locale)',
  'proactive',
  '/rich-text',
  'row-window',
  'scrolling',
  'tools',
  'views',
  'voice',
];
/** Everything that the chat needs to open. */
const OPENING = new RegExp(
  String.raw`^(?!.*/(?:sdk|widget)/.*(?:${LATER.join('|')})).*(?:node_modules/lit|/sdk/src/|/widget/src/(?:chat|events|socket/io))`,
);

/**
 * The embed script `dist/agent-chat.js` with its chunks beside it, each named by its content. What the chat needs to open is one chunk:
 * each further level of imports would cost a round trip.
 */
export default defineConfig({
  root: source('.'),
  base: './',
  plugins: [shrinkTemplates(), lightSocket(), shortErrors(), versionedEntry(manifest.version), describeElement()],
  build: {
    target: 'es2022',
    outDir: source('dist'),
    emptyOutDir: true,
    modulePreload: false,
    reportCompressedSize: false,
    // A library build, because only that leaves dynamic imports as they are: no preloading helper in the launcher.
    lib: { entry: source('src/agent-chat.ts'), formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: 'agent-chat.js',
        minify: true,
        chunkFileNames: 'chunks/[name]-[hash].js',
        codeSplitting: { groups: [{ name: 'chat', test: OPENING }] },
      },
    },
  },
});
