/**
 * `npm run build`: builds the widget, the demo site, the console, the server and the package of the SDK. With `--stale` only what has changed
 * since it was built last, by a hash over its sources; with names (`node scripts/build.ts server`) only those.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

interface Target {
  name: string;
  /** Of Vite; without one the `script` builds it. */
  config?: string;
  script?: string;
  /** Nothing here runs it: built only when everything is, or by its name. */
  isForOthers?: boolean;
  out: string;
  sources: string[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = '.source-hash';
const targets: Target[] = [
  {
    name: 'widget',
    config: 'widget/vite.config.ts',
    out: 'widget/dist',
    sources: ['sdk/src/**/*.ts', 'widget/src/**/*.ts', 'widget/scripts/*.ts', 'widget/*.ts', 'package-lock.json'],
  },
  {
    name: 'console',
    config: 'demo/vite.admin.config.ts',
    out: 'demo/dist/admin',
    sources: [
      'demo/admin/**/*',
      'widget/src/chat/markdown/**/*',
      'demo/*.ts',
      'sdk/src/protocol.ts',
      'package-lock.json',
    ],
  },
  {
    name: 'site',
    config: 'demo/vite.site.config.ts',
    out: 'demo/dist/site',
    sources: [
      'demo/site/**/*',
      'demo/*.ts',
      'locales/*/site.json',
      'prompts/knowledge/catalogue*.yaml',
      'package-lock.json',
    ],
  },
  {
    name: 'server',
    config: 'backend/vite.config.ts',
    out: 'backend/dist',
    sources: ['sdk/src/protocol.ts', 'backend/{src,scripts}/**/*.ts', 'backend/*.ts', 'package-lock.json'],
  },
  {
    name: 'sdk',
    script: 'sdk/scripts/build-package.ts',
    out: 'sdk/dist',
    isForOthers: true,
    sources: ['sdk/{src,scripts}/**/*.ts', 'sdk/*.json', 'docs/sdk.md'],
  },
];

const { values, positionals: names } = parseArgs({ options: { stale: { type: 'boolean' } }, allowPositionals: true });
for (const target of targets.filter(isWanted)) {
  const hash = hashOf(target);
  const stamp = join(ROOT, target.out, STAMP);
  if (values.stale && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
  build(target);
  writeFileSync(stamp, hash);
}

function isWanted({ name, isForOthers }: Target): boolean {
  return names.length === 0 ? !(values.stale && isForOthers) : names.includes(name);
}

function hashOf({ sources }: Target): string {
  const hash = createHash('sha256');
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: ROOT, withFileTypes: true }));
  const paths = files
    .filter((file) => file.isFile() && !file.name.includes('.test.'))
    .map((file) => join(file.parentPath, file.name));
  for (const path of paths.toSorted()) hash.update(path.slice(ROOT.length)).update(readFileSync(path));
  return hash.digest('hex');
}

function build({ name, config, script }: Target): void {
  console.log(`Building the ${name} …`);
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--config', config!, '--logLevel', 'warn'];
  const result = spawnSync(process.execPath, script ? [script] : vite, { cwd: ROOT, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
