import { setTimeout as delay } from 'node:timers/promises';
import type { Choice } from '@agent-chat/sdk/protocol';
import type { Words } from '../content/words.ts';
import { markLanguageOffered, takeOfferedLanguage } from '../conversation/change-language.ts';
import { turnInput, type Part, type Responder, type TurnContext, type TurnSaid } from '../conversation/responder.ts';
import type { LanguageReader } from './read-language.ts';

export interface LanguageResponderOptions {
  words: Words;
  reader: LanguageReader;
  /** The languages that a site offers. */
  localesOf(siteId: string): readonly string[];
  /** Asks again, in the language of the context, what a scenario waits for. Yields nothing where none waits. */
  askAgain(context: TurnContext): AsyncIterable<Part>;
}

/** Before the tag in the value of a choice. No step of a scenario has a slash in its name. */
const SPEAK = 'speak/';
const STAY = `${SPEAK}stay`;
/** The answer is stored and sent after it. A detector that is not loaded by then knows with the next message. */
const PATIENCE_MS = 400;

/**
 * Offers to whoever writes in another language to go on in it: once, in that language, after his question was answered; and does what he picks then.
 */
export function createLanguageResponder(options: LanguageResponderOptions) {
  const { words, reader, localesOf, askAgain } = options;
  const reading = new WeakMap<TurnContext, Promise<string | undefined>>();

  async function* follow(context: TurnContext, value: string): AsyncIterable<Part> {
    const { conversationId, contactId, siteId } = context;
    const wanted = value.slice(SPEAK.length);
    const isChange = value !== STAY && localesOf(siteId).includes(wanted);
    const locale = isChange ? wanted : context.locale;
    if (isChange)
      yield { type: 'effect', effect: (trx) => takeOfferedLanguage(trx, { conversationId, contactId, locale }) };
    yield { type: 'delta', text: words.t(locale, isChange ? 'agent:language.changed' : 'agent:language.kept') };
    yield { type: 'break' };
    const rest = context.input.said.filter((said) => !isPickOfOurs(said));
    if (rest.length > 0) return yield { type: 'pass', rest, locale };
    yield* askAgain({ ...context, locale, input: turnInput([]) });
  }

  /** Begun with the answer, so that it is there when the answer is. */
  function begin(context: TurnContext): void {
    const { input, locale, siteId } = context;
    reading.set(context, reader.read(typedText(input.said), locale, localesOf(siteId)));
  }

  return {
    name: 'language',
    accepts: ({ input, locale, languageOffered }) =>
      input.said.some(isPickOfOurs) || (!languageOffered && reader.mayDiffer(typedText(input.said), locale)),
    async *respond(context) {
      const picked = context.input.said.findLast(isPickOfOurs)?.pick?.value;
      if (picked !== undefined) yield* follow(context, picked);
      else {
        begin(context);
        yield { type: 'pass' };
      }
    },
    async *resume(context) {
      const tag = await Promise.race([reading.get(context), delay(PATIENCE_MS, undefined, { ref: false })]);
      if (!tag) return;
      yield { type: 'effect', effect: (trx) => markLanguageOffered(trx, context.conversationId) };
      yield { type: 'delta', text: words.t(tag, 'agent:language.offer') };
      const choices: Choice[] = [
        { value: `${SPEAK}${tag}`, label: words.t(tag, 'agent:language.goOn') },
        { value: STAY, label: words.t(context.locale, 'agent:language.stay') },
      ];
      yield { type: 'block', block: { type: 'choices', style: 'quick-replies', choices } };
    },
  } satisfies Responder & { resume(context: TurnContext): AsyncIterable<Part> };
}

/** What a button says for somebody shows nothing of his language. */
function typedText(said: readonly TurnSaid[]): string {
  const typed = said.filter(({ pick, form, scenario }) => !pick && !form && scenario === undefined);
  return typed.map(({ message }) => message.text).join('\n');
}

function isPickOfOurs({ pick }: TurnSaid): boolean {
  return pick?.value.startsWith(SPEAK) ?? false;
}
