/**
 * `npm test`: everything that must hold, stage after stage, ending at the first that fails. `node scripts/test.ts unit e2e` runs those stages
 * alone (after the build). What a stage printed lies in `tests/output/`.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './ensure-chromium.ts';

interface Stage {
  name: string;
  command: string[];
  needsBrowser?: boolean;
}
interface Outcome {
  passed: number;
  failed: number;
  ok: boolean;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUTPUT = `${ROOT}tests/output`;
/** Whatever a test waits for, it has its own limit well below this one. */
const nodeTest = ['--test', '--test-reporter=spec', '--test-timeout=300000'];
const UNIT = [
  'sdk',
  'widget/test',
  'backend/src',
  'demo',
  'scripts',
  'tests/contract',
  'tests/helpers',
  'tests/integration',
];

const stages: Stage[] = [
  { name: 'build', command: ['scripts/build.ts', '--stale'] },
  { name: 'check', command: ['--run', 'check'] },
  { name: 'unit', command: [...nodeTest, '--test-concurrency=2', ...UNIT.map((folder) => `${folder}/**/*.test.ts`)] },
  { name: 'widget', command: ['web-test-runner', '--config', 'widget/web-test-runner.config.mjs'], needsBrowser: true },
  { name: 'e2e', command: [...nodeTest, '--test-concurrency=1', 'tests/e2e/**/*.test.ts'], needsBrowser: true },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}. Stages: ${stages.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
mkdirSync(OUTPUT, { recursive: true });
const sum = { passed: 0, failed: 0 };
for (const stage of stages.filter(({ name }) => wanted.length === 0 || name === 'build' || wanted.includes(name))) {
  const outcome = await run(stage);
  sum.passed += outcome.passed;
  sum.failed += outcome.failed;
  process.exitCode = outcome.ok ? 0 : 1;
  if (!outcome.ok) break;
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);

async function run(stage: Stage): Promise<Outcome> {
  const start = performance.now();
  try {
    const PATH = `${ROOT}node_modules/.bin${delimiter}${process.env.PATH}`;
    const env = {
      ...process.env,
      PATH,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      ...(stage.needsBrowser && { CHROMIUM_PATH: ensureChromium() }),
    };
    const { code, text } = await execute(stage, env);
    const { passed, failed } = countTests(text);
    const ok = code === 0 && failed === 0;
    if (!ok) console.log(failures(text));
    announce(stage, start, { passed, failed, ok });
    return { passed, failed, ok };
  } catch (error) {
    console.error((error as Error).message);
    announce(stage, start, { passed: 0, failed: 0, ok: false });
    return { passed: 0, failed: 0, ok: false };
  }
}

function execute({ name, command }: Stage, env: NodeJS.ProcessEnv): Promise<{ code: number | null; text: string }> {
  const isScript = command[0]!.startsWith('--') || command[0]!.endsWith('.ts');
  const [program, ...args] = (isScript ? [process.execPath, ...command] : command) as [string, ...string[]];
  const file = createWriteStream(`${OUTPUT}/${name}.log`);
  const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      file.write(piece);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => file.end(() => resolve({ code, text })));
  });
}

function announce({ name }: Stage, start: number, { passed, failed, ok }: Outcome): void {
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const tests = passed + failed > 0 ? `  ${passed} passed, ${failed} failed` : '';
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(8)}${seconds.padStart(6)} s${tests}`);
}

/** From the summaries of node's runner (`ℹ pass 3`) and of web-test-runner (`3 passed, 0 failed`). */
function countTests(text: string): { passed: number; failed: number } {
  const last = (pattern: RegExp) => Number([...text.matchAll(pattern)].at(-1)?.[1] ?? 0);
  return {
    passed: last(/^ℹ pass (\d+)$/gm) + last(/(\d+) passed, \d+ failed/g),
    failed: last(/^ℹ (?:fail|cancelled) ([1-9]\d*)$/gm) + last(/\d+ passed, (\d+) failed/g),
  };
}

function failures(text: string): string {
  const marked = text.lastIndexOf('✖ failing tests:');
  return marked >= 0 ? text.slice(marked) : text.slice(-8000);
}
