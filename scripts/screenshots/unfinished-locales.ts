import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LOCALES = fileURLToPath(new URL('../../locales/', import.meta.url));
/** Of no text at all: whatever has it is out of date. */
const OLD = '00000000';

/** A copy of the locales in which German is not finished; it may be written into. */
export interface UnfinishedLocales {
  dir: string;
  remove(): Promise<void>;
}

export async function unfinishedLocales(): Promise<UnfinishedLocales> {
  const dir = await mkdtemp(join(tmpdir(), 'agent-chat-locales-'));
  await cp(LOCALES, dir, { recursive: true });
  await change(join(dir, 'de/widget.json'), (texts) => {
    texts['panel']!['back'] = '';
    texts['log']!['jump'] = '';
  });
  await change(join(dir, 'de/agent.json'), (texts) => void (texts['greeting']!['text'] = ''));
  const states = { 'widget:panel.close': OLD, 'widget:status.offline': `${OLD} draft` };
  await writeFile(join(dir, 'de/.state.json'), JSON.stringify(states, null, 2));
  return { dir, remove: () => rm(dir, { recursive: true, force: true, maxRetries: 5 }) };
}

async function change(file: string, edit: (texts: Record<string, Record<string, string>>) => void): Promise<void> {
  const texts = JSON.parse(await readFile(file, 'utf8')) as Record<string, Record<string, string>>;
  edit(texts);
  await writeFile(file, `${JSON.stringify(texts, null, 2)}\n`);
}
