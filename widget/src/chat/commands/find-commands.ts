import type { ChatState } from '@agent-chat/sdk';
import type { Texts } from '../texts/texts.ts';
import { namesOf, type Command } from './command.ts';
import { commands } from './commands.ts';

/** Those that begin with what is typed, while nothing else is typed behind it. */
export function suggest(text: string, state: ChatState, texts: Texts): Command[] {
  const typed = /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase();
  if (typed === undefined) return [];
  return offered(state).filter((command) => namesOf(command, texts).some((name) => name.startsWith(typed)));
}

/** The command that a text is, with what follows it; any other text is a message. */
export function parseCommand(
  text: string,
  state: ChatState,
  texts: Texts,
): { command: Command; argument: string } | undefined {
  const [, typed = '', argument = ''] = /^\/(\S+)(?:\s+(.*))?$/s.exec(text.trim()) ?? [];
  const command = offered(state).find((one) => namesOf(one, texts).includes(typed.toLowerCase()));
  if (!command || (argument && !command.argument)) return undefined;
  return { command, argument: argument.trim() };
}

function offered(state: ChatState): Command[] {
  return commands.filter(({ fits }) => fits?.(state) ?? true);
}
