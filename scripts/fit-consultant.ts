/**
 * `node scripts/fit-consultant.ts`: finds the weights for `backend/src/knowledge/weights.ts` and prints them; it writes nothing. One conditional
 * logit over both languages: each question chooses among the sources it touches and "none of them". It learns from the lines of
 * `prompts/knowledge/questions.<tag>.yaml`, each compared with an index that was built without it, and from the sets below. The other sets in
 * `tests/fixtures/questions/` stay unseen.
 */
import { LOCALES, sampleFile, sampleLines } from './consultant/samples.ts';
import { fitLogit } from './consultant/logit.ts';

const SETS = ['dev', 'fresh-a', 'fresh-c'];
/** The lines are many and alike; questions without an answer are few and of many kinds. */
const WEIGHT_OF_LINE = 0.3;
const WEIGHT_OF_UNANSWERED = 3;

const folder = new URL('../tests/fixtures/questions/', import.meta.url);
const lines = (await Promise.all(LOCALES.map((locale) => sampleLines(locale)))).flat();
const written = await Promise.all(
  LOCALES.flatMap((locale) =>
    SETS.flatMap((set) =>
      ['faq', 'unknown'].map((name) => sampleFile(new URL(`${set}-${name}.${locale}.json`, folder), locale)),
    ),
  ),
);
const samples = [
  ...lines.map((sample) => ({ ...sample, weight: WEIGHT_OF_LINE })),
  ...written.flat().map((sample) => ({ ...sample, weight: sample.entries.length > 0 ? 1 : WEIGHT_OF_UNANSWERED })),
];
for (const [name, weight] of Object.entries(fitLogit(samples))) console.log(`${name}: ${weight.toFixed(2)}`);
