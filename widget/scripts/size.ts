import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

/** Bytes after brotli at its highest level. */
export interface WidgetSize {
  /** What every page pays. */
  launcher: number;
  /** What it takes to open and type: the launcher, the chat with all that it imports, and the English texts. */
  open: number;
  /** The texts' share of it. */
  texts: number;
  /** The files behind `open`, in order of loading. */
  files: string[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'widget/dist');
/** Imports that are made at once; `import(…)` of what comes later is left out, but for the launcher's own. */
const STATIC_IMPORT = /(?:from|import)\s*["'](\.[^"']+)["']/g;
const CHAT_IMPORT = /import\(\s*[`"'](\.[^`"']+)[`"']\s*\)/;

/** Sizes of the built widget. Throws when it has not been built. */
export function measureWidget(): WidgetSize {
  const launcher = join(DIST, 'agent-chat.js');
  const chat = CHAT_IMPORT.exec(readFileSync(launcher, 'utf8'))?.[1];
  if (!chat) throw new Error('widget/dist/agent-chat.js does not load the chat; run: npm run build');
  const files = [...withImports(launcher), ...withImports(join(DIST, chat))];
  const texts = compressed(JSON.stringify(JSON.parse(readFileSync(join(ROOT, 'locales/en/widget.json'), 'utf8'))));
  const code = files.reduce((sum, file) => sum + brotli(file), 0);
  return {
    launcher: brotli(launcher),
    open: code + texts,
    texts,
    files: files.map((file) => file.slice(DIST.length + 1)),
  };
}

function withImports(file: string): string[] {
  const imported = [...readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)].map(([, path]) =>
    join(dirname(file), path!),
  );
  return [file, ...imported.flatMap(withImports)];
}

const brotli = (file: string): number => compressed(readFileSync(file));

function compressed(content: string | Buffer): number {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { launcher, open, texts, files } = measureWidget();
  console.log(`launcher            ${launcher} B brotli (at most 2,000)`);
  console.log(`open, code alone    ${open - texts} B brotli (at most 24,000) in ${files.join(', ')}`);
  console.log(`open with its texts ${open} B brotli`);
}
