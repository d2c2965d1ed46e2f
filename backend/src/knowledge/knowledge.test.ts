import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLog } from '../telemetry/log.ts';
import { type CatalogueWords, catalogueWordsKind } from './catalogue-words.ts';
import { catalogueKind, type Catalogue } from './catalogue.ts';
import { type Faq, faqKind } from './faq.ts';
import { openKnowledge, readView, readWords, viewOf } from './knowledge.fixture.ts';
import { createKnowledge, type Knowledge } from './knowledge.ts';
import type { Questions } from './questions.ts';
import { type Synonyms, synonymsKind } from './synonyms.ts';

const english = `---
title: Bakery questions
---
## When are you open? {#hours}

From 7:00.

## Do you bake bread without gluten? {#gluten}
- coeliac, wheat-free loaf

Every Tuesday.

## Can I order a cake? {#cake}
- birthday cake

Two days ahead, from €30.
`;

async function openBakery(
  faq: Map<string, Faq>,
  catalogue = new Map<string, Catalogue>(),
  questions = new Map<string, Questions>(),
): Promise<Knowledge> {
  const synonyms = await readView(synonymsKind);
  return createKnowledge({
    faq: viewOf(faq),
    catalogue: viewOf(catalogue),
    catalogueWords: await readView(catalogueWordsKind),
    synonyms,
    questions: viewOf(questions),
    words: await readWords(),
    log: silentLog,
  });
}

function bakeryFaq(): Map<string, Faq> {
  return new Map([['knowledge/faq.en.md', faqKind.parse(english, 'knowledge/faq.en.md')]]);
}

function idOf(knowledge: Knowledge, text: string, locale: string): string | undefined {
  const answer = knowledge.answer(text, locale);
  return answer.kind === 'answer' ? answer.passage.id : answer.kind;
}

test('another business is understood without another word of configuration', async () => {
  const knowledge = await openBakery(bakeryFaq());
  assert.equal(idOf(knowledge, 'what are your opening hours', 'en'), 'hours');
  assert.equal(idOf(knowledge, 'Have you got gluten free bread?', 'en'), 'gluten');
  assert.equal(idOf(knowledge, 'I would like to order a birthday cake', 'en'), 'cake');
  assert.equal(idOf(knowledge, 'Do you repair bicycles?', 'en'), 'unknown');
});

test('words outside any list of synonyms are enough', async () => {
  const faq = viewOf(bakeryFaq());
  const nothing = viewOf(new Map<string, Synonyms>());
  const questions = viewOf(new Map<string, Questions>());
  const catalogue = viewOf(new Map<string, Catalogue>());
  const knowledge = createKnowledge({
    faq,
    catalogue,
    catalogueWords: viewOf(new Map<string, CatalogueWords>()),
    synonyms: nothing,
    questions,
    words: await readWords(),
    log: silentLog,
  });
  assert.equal(idOf(knowledge, 'birthday cakes', 'en'), 'cake');
});

test('Russian forms, ё for е and typing errors are understood', async () => {
  const knowledge = await openKnowledge();
  assert.equal(idOf(knowledge, 'Где хранить велосипеды зимой?', 'ru'), 'winter-storage');
  assert.equal(idOf(knowledge, 'заклеете камеру после прокола', 'ru'), 'puncture');
  assert.equal(idOf(knowledge, 'шлём счет на компанию?', 'ru'), 'invoice');
  assert.equal(idOf(knowledge, 'how much is a puncure repair', 'en'), 'puncture');
});

test('a word that nobody here speaks of makes an honest "I do not know"', async () => {
  const knowledge = await openKnowledge();
  for (const text of [
    'Do you repair motorcycles?',
    'What is the weather tomorrow?',
    'Do you sell saddles for camels?',
  ]) {
    assert.equal(idOf(knowledge, text, 'en'), 'unknown', text);
  }
});

test('how many and how often are not answered where nobody ever says so', async () => {
  const knowledge = await openKnowledge();
  assert.equal(idOf(knowledge, 'How many mechanics work for you?', 'en'), 'unknown');
  assert.equal(idOf(knowledge, 'Сколько у вас механиков?', 'ru'), 'unknown');
  assert.equal(idOf(knowledge, 'How often should I oil my chain?', 'en'), 'unknown');
});

test('a broken bicycle is told what to do', async () => {
  const knowledge = await openKnowledge();
  assert.equal(idOf(knowledge, 'My bike is broken', 'en'), 'broken-bike');
  assert.equal(idOf(knowledge, 'У меня сломался велик', 'ru'), 'broken-bike');
});

test('a bare yes is neither an answer nor an unknown question', async () => {
  const knowledge = await openKnowledge();
  for (const text of ['yes', 'Ok', 'no', 'good']) assert.equal(idOf(knowledge, text, 'en'), 'unclear', text);
  for (const text of ['да', 'нет', 'понятно']) assert.equal(idOf(knowledge, text, 'ru'), 'unclear', text);
});

test('a question after a greeting and a story is still found', async () => {
  const knowledge = await openKnowledge();
  const text = 'Hello! I moved here last week with my two cats and a piano. When are you open?';
  assert.equal(idOf(knowledge, text, 'en'), 'opening-hours');
});

test('greetings, thanks and who is speaking are told apart from questions', async () => {
  const knowledge = await openKnowledge();
  assert.deepEqual(knowledge.answer('Hi there!', 'en'), { kind: 'smalltalk', key: 'hello' });
  assert.deepEqual(knowledge.answer('Спасибо большое!', 'ru'), { kind: 'smalltalk', key: 'thanks' });
  assert.deepEqual(knowledge.answer('Are you a robot?', 'en'), { kind: 'smalltalk', key: 'who' });
  assert.equal(idOf(knowledge, 'Hi, where are you?', 'en'), 'address');
});

test('asked what there is, it shows every service; asked for one, that one', async () => {
  const knowledge = await openKnowledge();
  const overview = knowledge.answer('What services do you offer?', 'en');
  assert.ok(overview.kind === 'overview' || overview.kind === 'answer');
  assert.deepEqual(overview.services, knowledge.services('en'));
  const one = knowledge.answer('How much is a full service?', 'en');
  assert.ok(one.kind === 'answer');
  assert.deepEqual(
    one.services.map(({ id }) => id),
    ['full-service'],
  );
});

test('a key word that only asks for the price does not stand for its entry', async () => {
  const knowledge = await openKnowledge();
  assert.equal(idOf(knowledge, 'цены', 'ru'), 'price-list');
});

test('without a FAQ the catalogue answers', async () => {
  const knowledge = await openBakery(new Map(), new Map((await readView(catalogueKind)).all()));
  const answer = knowledge.answer('bike fitting', 'en');
  assert.ok(answer.kind === 'answer');
  assert.equal(answer.passage.kind, 'service');
  assert.match(answer.passage.text, /€129/);
});

test('a locale without a FAQ of its own falls back to English', async () => {
  const knowledge = await openBakery(bakeryFaq());
  assert.equal(idOf(knowledge, 'When are you open?', 'pt-BR'), 'hours');
});

test('a visitor who writes in another language than his page is answered in it', async () => {
  const knowledge = await openKnowledge();
  assert.equal(idOf(knowledge, 'Как с вами связаться?', 'en'), 'contact');
});

test('a greeting in another language than the page has is one too', async () => {
  const knowledge = await openKnowledge();
  for (const [text, language] of [
    ['привет', 'ru'],
    ['Guten Tag', 'de'],
    ['Bonjour !', 'fr'],
    ['你好', 'zh'],
    ['مرحبا', 'ar'],
  ] as const) {
    const answer = knowledge.answer(text, 'en');
    assert.deepEqual(answer, { kind: 'smalltalk', key: 'hello', language }, text);
  }
  assert.equal(knowledge.answer('Guten Kuchen', 'en').kind, 'unknown');
});

test('an entry that a language lacks is found by what people ask in it, and answered in English with a note', async () => {
  const german = `---\ntitle: Fragen\n---\n## Wann habt ihr offen? {#hours}\n\nAb 7 Uhr.\n`;
  const faq = bakeryFaq().set('knowledge/faq.de.md', faqKind.parse(german, 'knowledge/faq.de.md'));
  const asked: Questions = { asked: { cake: ['Kann man bei Ihnen Torten bestellen?'] }, unanswered: [] };
  const knowledge = await openBakery(faq, undefined, new Map([['knowledge/questions.de.yaml', asked]]));
  assert.equal(idOf(knowledge, 'Wann haben Sie offen?', 'de-AT'), 'hours');
  const cake = knowledge.answer('Torte bestellen?', 'de-AT');
  assert.ok(cake.kind === 'answer');
  assert.deepEqual([cake.passage.id, cake.passage.language], ['cake', 'en']);
  const gluten = knowledge.answer('Do you bake bread without gluten?', 'de-AT');
  assert.ok(gluten.kind === 'answer');
  assert.deepEqual([gluten.passage.id, gluten.passage.language], ['gluten', undefined]);
});

test('a language without a FAQ has the English one, said to be English, and its own services', async () => {
  const catalogue = new Map([
    ['knowledge/catalogue.yaml', catalogueKind.parse('currency: EUR\nservices: [{ id: cake }]', '')],
  ]);
  const knowledge = await openBakery(bakeryFaq(), catalogue);
  const answer = knowledge.answer('When are you open?', 'fi');
  assert.ok(answer.kind === 'answer');
  assert.equal(answer.passage.language, 'en');
  assert.equal(knowledge.services('fi')[0]?.name, 'cake');
});

test('German compounds are found by their parts', async () => {
  const german = `---\ntitle: Fragen\n---\n## Wechselt ihr Reifen? {#tyres}\n- im Sommer\n\nJa.\n\n## Was kostet eine Reparatur? {#repair}\n\n20 €.\n`;
  const faq = new Map([['knowledge/faq.de.md', faqKind.parse(german, 'knowledge/faq.de.md')]]);
  const knowledge = await openBakery(faq);
  assert.equal(knowledge.search('Sommerreifen', 'de', 1)[0]?.id, 'tyres');
  assert.equal(knowledge.search('Reparaturkosten', 'de', 1)[0]?.id, 'repair');
});

test('a question that leaves out of what is asked of what was spoken of last', async () => {
  const knowledge = await openKnowledge();
  const idAfter = (text: string, earlier: string[], locale = 'en') => {
    const answer = knowledge.answer(text, locale, earlier);
    return answer.kind === 'answer' ? answer.passage.id : answer.kind;
  };
  assert.equal(idAfter('and how much?', ['Do you do bike fitting?']), 'bike-fitting');
  assert.equal(idAfter('and how long?', ['how much?', 'Do you do bike fitting?']), 'bike-fitting');
  assert.equal(idAfter('а сколько?', ['Можете забрать велосипед?'], 'ru'), 'pickup-delivery');
  assert.equal(idAfter('was kostet das?', ['Macht ihr Bikefitting?'], 'de'), 'bike-fitting');
  assert.equal(idAfter('بكم؟', ['هل تغسلون الدراجات؟'], 'ar'), 'washing');
  assert.equal(idAfter('et combien ?', ['Vous lavez les vélos ?'], 'fr'), 'washing');
  // Another subject, one without a price, one that is not known, none at all.
  assert.equal(idAfter('is there parking?', ['Do you do bike fitting?']), 'parking');
  assert.equal(idAfter('and the price?', ['Where are you?']), 'price-list');
  assert.equal(idAfter('а сколько?', ['Вы чините мотоциклы?', 'Делаете байкфиттинг?'], 'ru'), 'unclear');
  assert.equal(idAfter('а сколько?', [], 'ru'), 'unclear');
});

test('changed content is read at the next question', async () => {
  const values = bakeryFaq();
  const faq = { ...viewOf(values), version: 1 };
  const words = await readWords();
  const none = viewOf(new Map<string, Catalogue>());
  const knowledge = createKnowledge({
    faq,
    catalogue: none,
    catalogueWords: viewOf(new Map<string, CatalogueWords>()),
    synonyms: viewOf(new Map()),
    questions: viewOf(new Map()),
    words,
    log: silentLog,
  });
  assert.equal(idOf(knowledge, 'Do you have parking?', 'en'), 'unknown');
  const text = `${english}\n## Is there parking? {#parking}\n\nBehind the house.\n`;
  values.set('knowledge/faq.en.md', faqKind.parse(text, 'knowledge/faq.en.md'));
  faq.version = 2;
  assert.equal(idOf(knowledge, 'Do you have parking?', 'en'), 'parking');
});

test('search gives the nearest passages first, at most as many as asked', async () => {
  const knowledge = await openKnowledge();
  const found = knowledge.search('e-bike battery test', 'en', 3);
  assert.equal(found.length, 3);
  assert.equal(found[0]?.id, 'battery-check');
  assert.deepEqual(knowledge.search('', 'en', 3), []);
});

test('odd texts are answered like any other', async () => {
  const knowledge = await openKnowledge();
  for (const text of ['', '   ', '?!', '🚲', '1234', '\u0000', 'a'.repeat(4000), '#0 @price ~1']) {
    assert.equal(idOf(knowledge, text, 'en'), 'unknown', JSON.stringify(text));
  }
});

test('the longest text that may come is answered at once', async () => {
  const knowledge = await openKnowledge();
  for (const locale of ['en', 'ru']) knowledge.answer('warm up', locale);
  for (const text of ['x'.repeat(4000), 'ab. '.repeat(1000), 'bike repair price '.repeat(220)]) {
    const startedAt = performance.now();
    knowledge.answer(text, 'en');
    assert.ok(performance.now() - startedAt < 500, text.slice(0, 12));
  }
});

test('a question at the end of a story is found where no space divides the sentences', async () => {
  const story = '你好。我昨天骑车上班，路上下了很大的雨，公司同事推荐我来问问你们。后轮没气了，补胎多少钱？';
  assert.equal(idOf(await openKnowledge(), story, 'zh'), 'puncture');
});
