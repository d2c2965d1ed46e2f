import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { buildPackage } from '../../sdk/scripts/build-package.ts';
import { ROOT, temporaryDir } from './test-app.ts';

/** A stranger's project with the packed SDK in it, and with what npm would have brought along. */
export async function projectWithSdk(t: TestContext): Promise<string> {
  const dir = await temporaryDir(t);
  const [built, modules] = [join(dir, 'built'), join(dir, 'project/node_modules')];
  buildPackage(built);
  const packed = execFileSync('npm', ['pack', built, '--pack-destination', dir, '--json'], { encoding: 'utf8' });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  mkdirSync(join(modules, '@agent-chat/sdk'), { recursive: true });
  execFileSync('tar', ['xzf', join(dir, filename), '--strip-components=1', '-C', join(modules, '@agent-chat/sdk')]);
  symlinkSync(join(ROOT, 'node_modules/socket.io-client'), join(modules, 'socket.io-client'));
  await writeFile(join(dir, 'project/package.json'), JSON.stringify({ name: 'stranger', type: 'module' }));
  return join(dir, 'project');
}
