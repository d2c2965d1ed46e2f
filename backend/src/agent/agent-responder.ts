import type { Message, PageEvent } from '@agent-chat/sdk/protocol';
import type { Words } from '../content/words.ts';
import type { Part, Responder, TurnContext } from '../conversation/responder.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Memory } from '../memory/memory.ts';
import { ModelError, type ModelMessage, type Provider } from '../model/provider.ts';
import type { Log } from '../telemetry/log.ts';
import { knowledgeText, memoryText, pageText } from './grounding.ts';

export interface AgentResponderOptions {
  provider: Provider;
  knowledge: Knowledge;
  memory: Memory;
  words: Words;
  log: Log;
  /** The system prompt in the visitor's language, with its variables filled in. */
  systemPrompt(context: TurnContext, values: { knowledge: string; memory: string; page: string }): string;
  /** What the visitor did on the page, oldest first. */
  pageEvents(conversationId: string): Promise<PageEvent[]>;
  recentTokens: number;
  recallLimit: number;
}

const PASSAGES = 8;
/** Log-odds below which a passage has nothing to do with the question. */
const FAR = -4;
/** So many of what is recalled may stand in the recent window anyway. */
const RECENT_HITS = 30;
/** So short a question leans on the one before it ("and on Saturday?"). */
const FEW_WORDS = 4;

/** The model answers, grounded in knowledge and memory. When it fails it says so and passes, so that the built-in consultant takes over. */
export function createAgentResponder(options: AgentResponderOptions): Responder {
  const { provider, words, log } = options;
  const prepared = new WeakMap<TurnContext, ReturnType<typeof ground>>();

  async function* answer(context: TurnContext): AsyncGenerator<Part> {
    const messages = await prompt(context);
    let said = false;
    try {
      for await (const part of provider.stream({ messages }, context.signal)) {
        if (part.type !== 'text') continue;
        said = true;
        yield { type: 'delta', text: part.text };
      }
    } catch (error) {
      if (!(error instanceof ModelError) || error.code === 'ABORTED') throw error;
      log.warn(
        { conversation: context.conversationId, code: error.code, reason: error.message },
        'The model failed; the built-in consultant takes over',
      );
      if (said) yield { type: 'cut' };
      yield { type: 'delta', text: `${words.t(context.locale, said ? 'agent:model.cut' : 'agent:model.failed')}\n\n` };
      yield { type: 'pass' };
    }
  }

  /** The recent window, what is recalled beside it, and what the business says: found while the others are read, where the question alone is enough. */
  async function ground({ conversationId, contactId, locale, input }: TurnContext) {
    const reading = Promise.all([
      options.memory.recent(conversationId, { maxTokens: options.recentTokens }),
      options.memory.recall(contactId, input.text, { limit: options.recallLimit + RECENT_HITS, locale }),
      options.pageEvents(conversationId),
    ]);
    const find = (question: string) => options.knowledge.search(question, locale, PASSAGES);
    // Not before the readers have got their work.
    await new Promise(setImmediate);
    await options.knowledge.prepare(locale);
    const early = leansOn(input.text) ? undefined : find(input.text);
    const [stored, found, events] = await reading;
    const recent = withSaid(stored, input.messages);
    return { recent, found, events, passages: early ?? find(withBefore(input.text, recent)) };
  }

  function prepare(context: TurnContext): void {
    const grounding = ground(context);
    // Whoever asks for it hears of its fault; perhaps nobody does.
    grounding.catch(() => undefined);
    prepared.set(context, grounding);
  }

  async function prompt(context: TurnContext): Promise<ModelMessage[]> {
    const { recent, found, events, passages } = await (prepared.get(context) ?? ground(context));
    const shown = new Set(recent.map(({ messageId }) => messageId));
    const recalled = found.filter(({ messageId }) => !shown.has(messageId)).slice(0, options.recallLimit);
    const near = passages.filter(({ score }) => score > FAR);
    const system = options.systemPrompt(context, {
      knowledge: knowledgeText(near, options.knowledge.services(context.locale)),
      memory: memoryText(recalled),
      page: pageText(events),
    });
    return [{ role: 'system', content: system }, ...recent.map(toModelMessage)];
  }

  return { name: 'agent', prepare, accepts: () => true, respond: answer };
}

interface Said {
  messageId: string;
  role: string;
  text: string;
}

/** What is to be answered may not be stored yet. */
function withSaid(stored: Said[], said: Message[]): Said[] {
  const known = new Set(stored.map(({ messageId }) => messageId));
  const missing = said.filter(({ id }) => !known.has(id));
  return [...stored, ...missing.map(({ id, role, text }) => ({ messageId: id, role, text }))];
}

function leansOn(text: string): boolean {
  return text.trim().split(/\s+/).length <= FEW_WORDS;
}

function withBefore(text: string, recent: Said[]): string {
  const before = recent.filter(({ role }) => role === 'visitor').at(-2);
  return before ? `${before.text}\n${text}` : text;
}

const toModelMessage = ({ role, text }: Said): ModelMessage => ({
  role: role === 'visitor' ? 'user' : 'assistant',
  content: text,
});
