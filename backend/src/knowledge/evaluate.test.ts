import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openKnowledge, repository } from './knowledge.fixture.ts';

/** Written before the consultant was tuned, and never looked at while tuning. */
interface Question {
  question: string;
  entry?: string;
}

const RIGHT = 0.75;
const HONEST = 0.95;

async function readQuestions(name: string): Promise<Question[]> {
  return JSON.parse(await readFile(new URL(`tests/fixtures/questions/${name}.json`, repository), 'utf8')) as Question[];
}

for (const locale of ['en', 'ru']) {
  test(`the consultant finds the right entry for questions in other words (${locale})`, async (context) => {
    const knowledge = await openKnowledge();
    const questions = await readQuestions(`faq.${locale}`);
    const right = questions.filter(({ question, entry }) => {
      const answer = knowledge.answer(question, locale);
      return answer.kind === 'answer' && answer.passage.id === entry;
    });
    context.diagnostic(`right entry: ${right.length} of ${questions.length}`);
    assert.ok(
      right.length / questions.length >= RIGHT,
      `only ${right.length} of ${questions.length} are answered by the right entry`,
    );
  });

  test(`the consultant says so when the FAQ does not answer (${locale})`, async (context) => {
    const knowledge = await openKnowledge();
    const questions = await readQuestions(`unknown.${locale}`);
    const honest = questions.filter(({ question }) => knowledge.answer(question, locale).kind === 'unknown');
    context.diagnostic(`"I do not know": ${honest.length} of ${questions.length}`);
    assert.ok(
      honest.length / questions.length >= HONEST,
      `only ${honest.length} of ${questions.length} get an honest "I do not know"`,
    );
  });
}
