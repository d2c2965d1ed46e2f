import type { Chat } from './chat-types.ts';
import type { LaterCommands } from './later-commands.ts';

const COMMANDS = [
  'upload',
  'track',
  'identify',
  'reset',
  'resume',
  'closeConversation',
  'rate',
  'giveConsent',
  'requestOperator',
  'giveFeedback',
  'createLink',
  'removeLink',
  'readMemory',
  'eraseMemory',
  'correctMemory',
  'conversations',
  'readHistory',
] as const;
export type LaterCommand = (typeof COMMANDS)[number];

/** The commands that `load` fetches, each as if it were here already. */
export function laterCommands(load: () => Promise<LaterCommands>): Pick<Chat, LaterCommand> {
  const later =
    (name: LaterCommand) =>
    async (...payload: unknown[]) => {
      const command = (await load())[name] as (...payload: unknown[]) => unknown;
      return command(...payload);
    };
  return Object.fromEntries(COMMANDS.map((name) => [name, later(name)])) as unknown as Pick<Chat, LaterCommand>;
}
