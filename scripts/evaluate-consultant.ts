/**
 * `node scripts/evaluate-consultant.ts <folder>`: asks the demo's consultant every question of the folder's JSON files and prints how many of
 * each file it answers right. The tag in a file's name is its language; a question without an `entry` is right when it is refused.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openKnowledge } from '../backend/src/knowledge/knowledge.fixture.ts';
import type { Asked } from './consultant/samples.ts';

const folder = process.argv[2] ?? 'tests/fixtures/questions';
const knowledge = await openKnowledge();
for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
  const rows = JSON.parse(await readFile(join(folder, file), 'utf8')) as Asked[];
  const locale = /\.([a-z]{2}(?:-[A-Z]{2})?)\./.exec(file)?.[1] ?? 'en';
  const right = rows.filter((asked) => isRight(asked, locale)).length;
  console.log(`${file}  ${right} of ${rows.length}  ${((100 * right) / rows.length).toFixed(1)} %`);
}

function isRight({ question, entry, alternatives = [] }: Asked, locale: string): boolean {
  const answer = knowledge.answer(question, locale);
  if (!entry) return answer.kind === 'unknown';
  return answer.kind === 'answer' && [entry, ...alternatives].includes(answer.passage.id);
}
