import type { Words } from '../content/words.ts';
import type { Part, Responder, TurnContext } from '../conversation/responder.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Memory } from '../memory/memory.ts';
import { ModelError, type ModelMessage, type Provider } from '../model/provider.ts';
import type { Log } from '../telemetry/log.ts';
import { knowledgeText, memoryText } from './grounding.ts';

export interface AgentResponderOptions {
  provider: Provider;
  knowledge: Knowledge;
  memory: Memory;
  words: Words;
  log: Log;
  /** The system prompt in the visitor's language, with its variables filled in. */
  systemPrompt(context: TurnContext, values: { knowledge: string; memory: string }): string;
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
  const remembered = new WeakMap<TurnContext, ReturnType<typeof remember>>();

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
        { turn: context.turnId, code: error.code, reason: error.message },
        'The model failed; the built-in consultant takes over',
      );
      if (said) yield { type: 'cut' };
      yield { type: 'delta', text: `${words.t(context.locale, said ? 'agent:model.cut' : 'agent:model.failed')}\n\n` };
      yield { type: 'pass' };
    }
  }

  /** The recent window, and what is recalled beside it. */
  function remember({ conversationId, contactId, locale, input }: TurnContext) {
    return Promise.all([
      options.memory.recent(conversationId, { maxTokens: options.recentTokens }),
      options.memory.recall(contactId, input.text, { limit: options.recallLimit + RECENT_HITS, locale }),
    ]);
  }

  function prepare(context: TurnContext): void {
    const remembering = remember(context);
    // Whoever asks for it hears of its fault; perhaps nobody does.
    remembering.catch(() => undefined);
    remembered.set(context, remembering);
  }

  async function prompt(context: TurnContext): Promise<ModelMessage[]> {
    const { locale, input } = context;
    const [recent, found] = await (remembered.get(context) ?? remember(context));
    const shown = new Set(recent.map(({ messageId }) => messageId));
    const recalled = found.filter(({ messageId }) => !shown.has(messageId)).slice(0, options.recallLimit);
    const passages = options.knowledge
      .search(questionOf(input.text, recent), locale, PASSAGES)
      .filter(({ score }) => score > FAR);
    const system = options.systemPrompt(context, {
      knowledge: knowledgeText(passages, options.knowledge.services(locale)),
      memory: memoryText(recalled),
    });
    return [{ role: 'system', content: system }, ...recent.map(toModelMessage)];
  }

  return { name: 'agent', prepare, accepts: () => true, respond: answer };
}

interface Said {
  role: string;
  text: string;
}

function questionOf(text: string, recent: Said[]): string {
  if (text.trim().split(/\s+/).length > FEW_WORDS) return text;
  const before = recent.filter(({ role }) => role === 'visitor').at(-2);
  return before ? `${before.text}\n${text}` : text;
}

const toModelMessage = ({ role, text }: Said): ModelMessage => ({
  role: role === 'visitor' ? 'user' : 'assistant',
  content: text,
});
