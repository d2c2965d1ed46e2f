import type { ChatState } from '@agent-chat/sdk';
import type { ChatPanel } from '../chat-panel.ts';
import type { Texts } from '../texts/texts.ts';

/** What a visitor may type instead of looking for a button. Its words: `command.<name>` and, separated by commas, `command.<name>Names`. */
export interface Command {
  name: string;
  /** The key of what may follow the name. */
  argument?: string;
  /** Left out: always. */
  fits?(state: ChatState): boolean;
  run(panel: ChatPanel, argument: string): void;
}

/** The name itself first, then those of the language. */
export function namesOf({ name }: Command, { t }: Texts): string[] {
  const key = `command.${name}Names`;
  const names = t(key);
  return [name, ...(names === key ? [] : names.split(',').map((other) => other.trim()))].filter(Boolean);
}
