/**
 * What strangers install: JavaScript and types in `sdk/dist` (or in the folder named), with a package.json of its own. The workspaces
 * here go on reading the source. `npm publish sdk/dist` publishes it.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SDK = fileURLToPath(new URL('..', import.meta.url));
const ROOT = join(SDK, '..');

/** Throws when the source does not compile. */
export function buildPackage(out: string): void {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const args = [compiler, '-p', join(SDK, 'tsconfig.build.json'), '--outDir', out, '--pretty', 'false'];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error('The SDK does not compile');
  for (const file of globSync('**/*.d.ts', { cwd: out })) nameBuilt(join(out, file));
  const source = JSON.parse(readFileSync(join(SDK, 'package.json'), 'utf8')) as { exports: Record<string, string> };
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(published(source), null, 2)}\n`);
  copyFileSync(join(ROOT, 'docs/sdk.md'), join(out, 'README.md'));
  copyFileSync(join(ROOT, 'LICENSE'), join(out, 'LICENSE'));
}

/** The compiler leaves the imports of declarations as they are in the source. */
function nameBuilt(file: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(from '\.[^']*)\.ts'/g, "$1.js'"));
}

function published(source: { exports: Record<string, string> }): object {
  const exports = Object.entries(source.exports).map(([name, path]) => {
    const built = path.replace('/src/', '/').replace(/\.ts$/, '');
    return [name, { types: `${built}.d.ts`, default: `${built}.js` }];
  });
  return { ...source, engines: { node: '>=20' }, exports: Object.fromEntries(exports) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildPackage(resolve(process.argv[2] ?? join(SDK, 'dist')));
