import type { Bot, Context } from 'grammy';
import type { BotHouse } from './bot-house.ts';
import { createConsentHandlers } from './consent-handlers.ts';
import { createConversationHandlers } from './conversation-handlers.ts';
import { createLanguageHandlers } from './language-handlers.ts';
import { createLinkHandlers } from './link-handlers.ts';

/** Commands that the bot's menu shows; `start` is there without it. */
export const COMMANDS = ['start', 'help', 'human', 'lang', 'unlink'] as const;

/** Which update is whose business, read top to bottom. */
export function composeBot(bot: Bot, house: BotHouse): void {
  const link = createLinkHandlers(house);
  const language = createLanguageHandlers(house);
  const consent = createConsentHandlers(house);
  const conversation = createConversationHandlers(house, consent);
  const direct = bot.chatType('private');

  direct.command('start', (context) => link.handleStart(context, context.match.trim()));
  direct.command('help', (context) => house.tell(context, 'telegram:help'));
  direct.command('human', (context) => askForOperator(context, house));
  direct.command('lang', (context) => language.handleLang(context, context.match.trim()));
  direct.command('unlink', link.handleUnlink);
  direct.callbackQuery(/^link:(.+)$/, (context) => link.handleConfirm(context, context.match[1]!));
  direct.callbackQuery('link-cancel', link.handleCancel);
  direct.callbackQuery(/^lang:(.+)$/, (context) => language.handleChosen(context, context.match[1]!));
  direct.callbackQuery('consent', consent.handleAgree);
  direct.on('callback_query:data', conversation.handlePress);
  direct.on(
    ['message:text', 'message:contact', 'message:file', 'message:location', 'message:poll'],
    conversation.handleMessage,
  );

  const group = bot.chatType(['group', 'supergroup']);
  const tellOnce = createPrivateOnly(house);
  group.on('message:entities:bot_command', tellOnce);
  group.on('my_chat_member', async (context) => {
    const { old_chat_member: old, new_chat_member: now } = context.myChatMember;
    const isNew = isOut(old.status) && !isOut(now.status);
    if (isNew) await tellOnce(context);
  });
}

async function askForOperator(context: Context, { intake, person, tell }: BotHouse): Promise<void> {
  if (!(await intake.requestOperator(person(context)))) await tell(context, 'telegram:humanKnown');
}

/** Says once in a group that the bot works in private. */
function createPrivateOnly({ tell }: BotHouse) {
  const told = new Set<number>();
  return async (context: Context): Promise<void> => {
    const chatId = context.chat!.id;
    if (told.has(chatId)) return;
    told.add(chatId);
    await tell(context, 'telegram:privateOnly');
  };
}

function isOut(status: string): boolean {
  return status === 'left' || status === 'kicked';
}
