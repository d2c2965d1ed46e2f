import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { eventually } from '../../../tests/helpers/eventually.ts';
import { silentLog } from '../telemetry/log.ts';
import { createLanguageScorer } from './language-scorer.ts';
import { createLanguageReader } from './read-language.ts';

const OFFERED = ['en', 'ru', 'uk', 'de', 'es', 'fr', 'pt-BR', 'zh', 'ar'];
const scorer = createLanguageScorer({ log: silentLog });
const reader = createLanguageReader(scorer);
after(() => scorer.stop());

const read = (text: string, current = 'en', offered = OFFERED) => reader.read(text, current, offered);

const surely: Record<string, string[]> = {
  de: ['Was kostet eine Inspektion?', 'Mein Fahrrad macht komische Geräusche', 'Kann ich morgen vorbeikommen?'],
  es: ['¿Cuánto cuesta una revisión?', '¿Abren los sábados?', 'Mi bici hace un ruido raro'],
  fr: ['Combien coûte une révision ?', 'Êtes-vous ouverts le samedi ?', 'Mon vélo fait un bruit bizarre'],
  'pt-BR': [
    'Quanto custa uma revisão?',
    'Vocês abrem aos sábados?',
    'Minha bicicleta está fazendo um barulho estranho',
  ],
  ru: ['Сколько стоит ремонт?', 'Вы работаете в субботу?', 'Привет', 'мне бы велик подшаманить, это дорого?'],
  uk: ['Скільки коштує ремонт?', 'Привіт', 'Доброго дня, хочу записатися на ремонт'],
  zh: ['保养一次多少钱？', '你好'],
  ar: ['كم تكلفة الصيانة؟', 'مرحبا'],
};

for (const [tag, texts] of Object.entries(surely)) {
  for (const text of texts) test(`"${text}" is ${tag}`, async () => assert.equal(await read(text), tag));
}

const nothing: [text: string, why: string][] = [
  ['ok', 'too short'],
  ['Hola', 'one word of Latin letters'],
  ['Juan Carlos García López', 'a name'],
  ['Calle Mayor 5, Madrid', 'an address'],
  ['otto@example.com', 'a mail address'],
  ['+353 87 123 4567', 'a number'],
  ['Do you have the Continental Grand Prix or the Vittoria Corsa?', 'products in a sentence of the present language'],
  ['https://shop.example/produkte/fahrrad-mit-zubehör', 'a link'],
  ['🚲🚲🚲', 'no letters'],
  ['', 'nothing'],
  ['Czy jesteście otwarci w sobotę po południu?', 'a language that is not offered'],
  ['هزینه تعمیر چقدر است؟', 'Persian, which has the letters of Arabic'],
  ['Колко струва ремонтът на велосипеда?', 'Bulgarian'],
];

for (const [text, why] of nothing)
  test(`"${text}" says nothing: ${why}`, async () => assert.equal(await read(text), undefined));

test('Russian and Ukrainian are told apart by their letters alone, and no letter means the present one', async () => {
  assert.equal(await read('Скільки коштує ремонт?', 'ru'), 'uk');
  assert.equal(await read('Сколько стоит мытьё?', 'uk'), 'ru');
  assert.equal(await read('Сколько стоит ремонт?', 'uk'), undefined);
  assert.equal(await read('Олексій Коваленко', 'ru'), undefined);
});

test('a language counts only where it is offered', async () => {
  assert.equal(await read('Was kostet eine Inspektion?', 'en', ['en', 'ru']), undefined);
});

test('a few words of the present language are not looked at closely', () => {
  assert.equal(reader.mayDiffer('What does it cost to have the brakes adjusted?', 'en'), false);
  assert.equal(reader.mayDiffer('Was kostet eine Inspektion?', 'en'), true);
});

function questions(language: string): string[] {
  const folder = new URL('../../../tests/fixtures/questions/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(`.${language}.json`));
  const entries = files.flatMap(
    (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as (string | { question: string })[],
  );
  return entries.map((entry) => (typeof entry === 'string' ? entry : entry.question));
}

test('of nine hundred real questions in a language none is taken for another', async () => {
  for (const language of ['en', 'ru']) {
    const taken = await Promise.all(questions(language).map((text) => read(text, language)));
    assert.deepEqual(taken.filter(Boolean), []);
  }
});

test('English is known by nine of ten questions, Russian by seven, and never as a third language', async () => {
  for (const [language, current, least] of [
    ['en', 'ru', 0.9],
    ['ru', 'en', 0.7],
  ] as const) {
    const asked = questions(language);
    const found = await Promise.all(asked.map((text) => read(text, current)));
    assert.ok(found.filter((tag) => tag === language).length > asked.length * least);
    assert.deepEqual(
      found.filter((tag) => tag !== undefined && tag !== language),
      [],
    );
  }
});

test('the thread of the detector ends when nobody has asked for a while, and comes back', async () => {
  const brief = createLanguageScorer({ log: silentLog, idleMs: 20 });
  assert.equal(brief.isLoaded, false);
  assert.equal((await brief.score('Was kostet eine Inspektion?'))?.isReliable, true);
  await eventually('the thread is gone', () => !brief.isLoaded);
  assert.equal((await brief.score('Combien coûte une révision ?'))?.isReliable, true);
  await brief.stop();
});
