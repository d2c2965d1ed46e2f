import type { LinkRefusal } from '../channel.ts';
import type { BotHouse } from './bot-house.ts';
import { CHANNEL } from './chat-person.ts';
import type { PressContext, PrivateContext } from './conversation-handlers.ts';
import type { WholeKey } from '../../../../locales/keys.d.ts';

/** A token as the payload of `/start`, and as it stands behind `link:` in 64 bytes of a button. */
const TOKEN = /^[\w-]{16,59}$/;

/** `/start`, with or without the token of a link, and what follows from it. */
export function createLinkHandlers(house: BotHouse) {
  const { intake, words } = house;

  async function handleStart(context: PrivateContext, payload: string): Promise<void> {
    if (!payload) return intake.greet(house.person(context), house.keyOf(context));
    const found = await inspect(payload);
    if (!found.ok) return house.tell(context, refusalKey(found.reason));
    const say = (key: WholeKey) => words.t(found.locale, key, { site: found.siteName });
    house.say(context, say('telegram:link.ask'), [
      [{ text: say('telegram:link.confirm'), callback_data: `link:${payload}`, style: 'primary' }],
      [{ text: say('telegram:link.cancel'), callback_data: 'link-cancel' }],
    ]);
  }

  async function inspect(token: string) {
    return TOKEN.test(token) ? intake.inspectLink(token) : { ok: false as const, reason: 'unknown' as const };
  }

  /** A repeat after a crash finds the link used, by this very person: the words for "used" allow for that. */
  async function handleConfirm(context: PressContext, token: string): Promise<void> {
    const confirmed = await intake.confirmLink(token, house.person(context));
    house.answerQuery(context);
    await replace(context, confirmed.ok ? 'telegram:link.done' : refusalKey(confirmed.reason));
  }

  async function handleCancel(context: PressContext): Promise<void> {
    house.answerQuery(context);
    await replace(context, 'telegram:link.cancelled');
  }

  async function replace(context: PressContext, key: WholeKey): Promise<void> {
    house.replaceQuestion(context, words.t(await house.localeOf(context), key));
  }

  async function handleUnlink(context: PrivateContext): Promise<void> {
    const locale = await house.localeOf(context);
    const wasLinked = await intake.removeLink(CHANNEL, `${context.chat.id}`, house.keyOf(context));
    house.say(context, words.t(locale, wasLinked ? 'telegram:unlink.done' : 'telegram:unlink.none'));
  }

  return { handleStart, handleConfirm, handleCancel, handleUnlink };
}

function refusalKey(reason: LinkRefusal): WholeKey {
  return `telegram:link.${reason}`;
}
