import type { Card, Choice } from '@agent-chat/sdk/protocol';
import type { Words } from '../content/words.ts';
import { fileIds } from '../conversation/attachments.ts';
import { ASK_PERSON } from '../conversation/operator-requests.ts';
import type { Part, Responder, TurnContext } from '../conversation/responder.ts';
import type { Knowledge, KnowledgeAnswer } from './knowledge.ts';
import type { Passage } from './passage.ts';
import type { Service } from './service.ts';
import type { KeyIn } from '../../../locales/keys.d.ts';

export interface ConsultantOptions {
  knowledge: Knowledge;
  words: Words;
  /** What the visitor said before this turn, the newest first: "and how much?" asks it of that. */
  earlier?(context: TurnContext): Promise<string[]>;
  /** An entry of the FAQ was answered in another language, because its own lacks it. */
  missed?(miss: { tag: string; key: string }): void;
}

const ASK_OTHERWISE = 'ask-otherwise';
const LEAVE_CONTACT = 'leave-contact';
/** Of a choice's value, by the protocol. */
const LONGEST_VALUE = 64;
const MOST_NEAR = 2;

/**
 * The built-in consultant: answers every turn without a model. It never invents: each sentence is the owner's (an answer of the FAQ, a
 * service's description) or a text of the `consultant` namespace.
 */
export function createConsultantResponder({ knowledge, words, earlier, missed }: ConsultantOptions): Responder {
  return {
    name: 'consultant',
    expect: (locale) => knowledge.prepare(locale),
    accepts: () => true,
    async *respond(context) {
      const say: Say = (key) => words.t(context.locale, `consultant:${key}`);
      if (context.input.pick?.value === ASK_OTHERWISE) return yield* speak(say('unknown.askAgain'), context);
      const count = context.input.messages.flatMap(({ blocks }) => fileIds(blocks)).length;
      if (count > 0) yield* speak(words.t(context.locale, 'consultant:file.received', { count }), context);
      const before = (await earlier?.(context)) ?? [];
      await knowledge.prepare(
        context.locale,
        context.input.messages.map(({ text }) => text),
      );
      for (const [index, answer] of answersTo(context, knowledge, before).entries()) {
        if (index > 0 || count > 0) yield { type: 'break' };
        if (answer.kind === 'answer' && answer.passage.language)
          missed?.({ tag: context.locale, key: `faq:${answer.passage.id}` });
        yield* present(answer, context, words);
      }
    },
  };
}

/**
 * One answer for each message that waits, or one "I do not know" if none can be answered. What stands beside a file is answered only where it is a
 * question that we know: most often it just says what the file is.
 */
function answersTo({ input, locale }: TurnContext, knowledge: Knowledge, before: string[]): KnowledgeAnswer[] {
  const hasFiles = input.messages.some(({ blocks }) => fileIds(blocks).length > 0);
  const texts = input.messages.map(({ text }) => text).filter((text) => !hasFiles || text.trim());
  const answers = texts.map((text, at) => {
    const earlier = [...texts.slice(0, at).reverse(), ...before];
    return knowledge.answer(text, locale, earlier);
  });
  const useful = answers.filter(({ kind }) => kind === 'answer' || kind === 'overview');
  const unique = useful.filter((answer, at) => useful.findIndex((other) => isSame(answer, other)) === at);
  return unique.length > 0 || hasFiles ? unique : answers.slice(-1);
}

function isSame(a: KnowledgeAnswer, b: KnowledgeAnswer): boolean {
  return a.kind === 'answer' && b.kind === 'answer' ? a.passage.id === b.passage.id : a.kind === b.kind;
}

async function* present(answer: KnowledgeAnswer, context: TurnContext, words: Words): AsyncIterable<Part> {
  const say: Say = (key, values) => words.t(context.locale, `consultant:${key}`, values);
  switch (answer.kind) {
    case 'answer':
      yield* speak(noteOf(answer.passage, context, say) + answer.passage.text, context);
      yield { type: 'citation', citation: { title: sourceOf(answer.passage, say), url: answer.passage.url } };
      return yield* cards(answer.services);
    case 'overview':
      yield* speak(say('overview.text'), context);
      return yield* cards(answer.services);
    case 'smalltalk':
      return yield* speak(words.t(answer.language ?? context.locale, `consultant:smalltalk.${answer.key}`), context);
    case 'unclear':
      return yield* speak(say('unclear.text'), context);
    case 'unknown':
      return yield* admit(answer.near, context, say);
  }
}

/** Says honestly that an answer is not in the visitor's language. */
function noteOf({ language }: Passage, { locale }: TurnContext, say: Say): string {
  if (!language) return '';
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
  return `${say('otherLanguage.text', { language: name })}\n\n`;
}

type Say = (key: KeyIn<'consultant'>, values?: Record<string, string>) => string;

async function* admit(passages: Passage[], context: TurnContext, say: Say): AsyncIterable<Part> {
  const near = passages.filter(({ kind, id }) => kind === 'faq' && id.length <= LONGEST_VALUE).slice(0, MOST_NEAR);
  yield* speak(near.length > 0 ? `${say('unknown.text')}\n\n${say('unknown.near')}` : say('unknown.text'), context);
  const choices: Choice[] = [
    ...near.map(({ id, title }) => ({ value: id, label: title })),
    { value: ASK_PERSON, label: say('unknown.askPerson') },
    { value: LEAVE_CONTACT, label: say('unknown.leaveContact'), scenario: 'lead-capture' },
    { value: ASK_OTHERWISE, label: say('unknown.askOtherwise') },
  ];
  yield { type: 'block', block: { type: 'choices', style: 'quick-replies', choices } };
}

function sourceOf({ kind, source, title }: Passage, say: Say): string {
  return kind === 'faq' ? say('source.faq', { source, title }) : source;
}

async function* cards(services: Service[]): AsyncIterable<Part> {
  if (services.length > 0) yield { type: 'block', block: { type: 'cards', cards: services.map(cardOf) } };
}

function cardOf({ id, name, description, price, url }: Service): Card {
  return { id, title: name, text: description, price, url };
}

/** Word by word, so that it streams like a model's answer; ends early when the turn is stopped. */
async function* speak(text: string, { signal }: TurnContext): AsyncIterable<Part> {
  for (const word of text.match(/\s*\S+\s*/gu) ?? []) {
    if (signal.aborted) return;
    yield { type: 'delta', text: word };
  }
}
