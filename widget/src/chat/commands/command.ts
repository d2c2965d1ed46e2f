import type { ChatState } from '@agent-chat/sdk';
import type { ChatPanel } from '../chat-panel.ts';
import type { Texts } from '../texts/texts.ts';
import type { NameIn, WidgetKey } from '../../../../locales/keys.d.ts';

/** Those that have other names as well: of which there are `command.<name>` and `command.<name>Names`. */
type CommandName =
  NameIn<WidgetKey, 'command'> extends infer Name ? (Name extends `${infer Command}Names` ? Command : never) : never;

/** What a visitor may type instead of looking for a button. Its words: `command.<name>` and, separated by commas, `command.<name>Names`. */
export interface Command {
  name: CommandName;
  /** The key of what may follow the name. */
  argument?: WidgetKey;
  /** Left out: always. */
  fits?(state: ChatState): boolean;
  run(panel: ChatPanel, argument: string): void;
}

/** The name itself first, then those of the language. */
export function namesOf({ name }: Command, { t }: Texts): string[] {
  const key = `command.${name}Names` as const;
  const names = t(key);
  return [name, ...(names === key ? [] : names.split(',').map((other) => other.trim()))].filter(Boolean);
}
