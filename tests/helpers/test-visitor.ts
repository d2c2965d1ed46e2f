import {
  createChat,
  memoryStorage,
  type Chat,
  type ChatMessage,
  type ChatOptions,
  type ChatState,
  type Message,
} from '@agent-chat/sdk';
import type { TestContext } from 'node:test';
import { afterwards } from './afterwards.ts';

const LIMIT_MS = 15_000;

/** Somebody on a site's page: the real SDK in this process. */
export interface TestVisitor {
  chat: Chat;
  /** Resolves when the server has stored it. */
  say(text: string): Promise<Message>;
  /** Says it and waits for the whole answer: what agents and operators have said since. */
  ask(text: string): Promise<Message[]>;
  /** Picks the newest choice with this label, and waits for the whole answer. */
  choose(label: string): Promise<Message[]>;
  /** The first stored message that fits, also one that is there already. */
  waitForMessage(fits: (message: ChatMessage) => boolean, timeoutMs?: number): Promise<ChatMessage>;
  /** The first state that fits, also the present one. */
  waitForState(fits: (state: ChatState) => boolean, timeoutMs?: number): Promise<ChatState>;
  /** The labels that can be picked now. */
  choices(): string[];
  /** The whole log from the server, page by page. */
  log(): Promise<Message[]>;
}

/** Opens the chat and waits for the greeting. Closed after the test. */
export async function openVisitor(
  t: TestContext,
  server: string,
  options: Partial<ChatOptions> = {},
): Promise<TestVisitor> {
  const visitor = createTestVisitor(server, options);
  afterwards(t, () => visitor.chat.close());
  await visitor.waitForState(({ messages }) => messages.length > 0);
  return visitor;
}

/** Does not wait for anything, and is not closed by itself. */
export function createTestVisitor(server: string, options: Partial<ChatOptions> = {}): TestVisitor {
  const chat = createChat({ server, locale: 'en', storage: memoryStorage(), ...options });

  function waitForState(fits: (state: ChatState) => boolean, timeoutMs = LIMIT_MS): Promise<ChatState> {
    const { promise, resolve, reject } = Promise.withResolvers<ChatState>();
    const timer = setTimeout(
      () => reject(new Error(`No such state within ${timeoutMs} ms; it is ${brief(chat.state)}`)),
      timeoutMs,
    );
    const stop = chat.subscribe((state) => fits(state) && resolve(state));
    return promise.finally(() => {
      clearTimeout(timer);
      stop();
    });
  }

  async function answerTo({ seq }: Message): Promise<Message[]> {
    const since = (state: ChatState) =>
      state.messages.filter((message) => message.seq > seq && message.role !== 'visitor');
    return since(await waitForState((state) => state.turn === 'idle' && since(state).length > 0));
  }

  const offers = () => {
    const message = chat.state.messages.findLast(({ blocks }) => blocks.some(({ type }) => type === 'choices'));
    const choices = message?.blocks.flatMap((block) => (block.type === 'choices' ? block.choices : [])) ?? [];
    return { messageId: message?.id ?? '', choices };
  };

  return {
    chat,
    waitForState,
    say: (text) => chat.send(text),
    ask: async (text) => answerTo(await chat.send(text)),
    async choose(label) {
      const { messageId, choices } = offers();
      const choice = choices.find((candidate) => candidate.label === label);
      if (!choice)
        throw new Error(`There is no choice "${label}"; there are: ${choices.map((each) => each.label).join(', ')}`);
      const { value, text = label, scenario } = choice;
      return answerTo(await chat.send(text, { pick: { messageId, value }, scenario }));
    },
    async waitForMessage(fits, timeoutMs) {
      const found = (state: ChatState) => state.messages.find((message) => message.seq > 0 && fits(message));
      return found(await waitForState((state) => found(state) !== undefined, timeoutMs))!;
    },
    choices: () => offers().choices.map(({ label }) => label),
    async log() {
      while (chat.state.hasEarlier) await chat.readEarlier(100);
      return chat.state.messages.filter(({ seq }) => seq > 0);
    },
  };
}

const brief = ({ connection, error, turn, messages }: ChatState): string =>
  JSON.stringify({
    connection,
    error,
    turn,
    messages: messages.slice(-5).map(({ seq, role, text }) => `${seq} ${role}: ${text.slice(0, 120)}`),
  });
