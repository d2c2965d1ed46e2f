import type { ChatState } from '@agent-chat/sdk';
import type { Command } from './command.ts';

/** One line per command, in the order of the list. */
export const commands: Command[] = [
  { name: 'help', run: (panel) => panel.perform({ type: 'show', view: 'help' }) },
  {
    name: 'human',
    fits: ({ conversation }) => conversation?.handler !== 'operator',
    run: (panel) => panel.perform({ type: 'ask', ask: (chat) => chat.requestOperator() }),
  },
  { name: 'reset', run: (panel) => panel.perform({ type: 'show', view: 'new' }) },
  {
    name: 'lang',
    argument: 'command.langArgument',
    fits: ({ site }) => (site?.locales.length ?? 0) > 1,
    run: setLanguage,
  },
  { name: 'transcript', fits: hasSpoken, run: (panel) => panel.perform({ type: 'show', view: 'transcript' }) },
  {
    name: 'end',
    fits: (state) => hasSpoken(state) && state.conversation?.status === 'open',
    run: (panel) => panel.perform({ type: 'show', view: 'end' }),
  },
  { name: 'stop', fits: ({ turn }) => turn !== 'idle', run: (panel) => panel.perform({ type: 'stop' }) },
];

function hasSpoken({ messages }: ChatState): boolean {
  return messages.some(({ role }) => role === 'visitor');
}

/** Without a language, or with one that is not offered, all of them are shown. */
function setLanguage(...[panel, wanted]: Parameters<Command['run']>): void {
  const locale = panel.state.site?.locales.find((offered) => offered.toLowerCase() === wanted.toLowerCase());
  panel.perform(locale ? { type: 'locale', locale } : { type: 'show', view: 'language' });
}
