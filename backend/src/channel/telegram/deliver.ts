import type { FileView } from '@agent-chat/sdk/protocol';
import type { Api, InputFile } from 'grammy';
import type { Words } from '../../content/words.ts';
import type { Files } from '../../file/files.ts';
import type { Address, Outgoing, Receipt } from '../channel.ts';
import { deliverySteps, type DeliveryStep } from './delivery-steps.ts';
import { joinTexts, type FormattedText } from './formatted-text.ts';
import type { Keyboard } from './keyboard.ts';
import { renderMessage } from './render-message.ts';
import { headerName, sendFile } from './send-file.ts';
import { attempt, type Trouble } from './telegram-trouble.ts';

export interface Sender {
  api: Api;
  /** With time for files. */
  uploads: Api;
  inputFile(path: string, name: string): InputFile;
}

export interface DeliverOptions {
  /** Undefined until the channel was started. */
  telegram(): Sender | undefined;
  files: Pick<Files, 'exists' | 'pathOf'>;
  words: Words;
  /** Resolves when no preview of an answer is on its way to the chat. */
  previewsSent(chatId: number): Promise<void>;
}

const MAX_UNFINISHED = 1_000;
const MARKUP_REFUSED = /parse entities|ENTITY|BUTTON|keyboard|reply.?markup|text_link|wrong .*url/i;

/**
 * Sends what is owed, once; retrying is the dispatcher's. The Bot API has no key that would make a repeat harmless, so one retry after a send whose
 * outcome is not known can show a message twice, with nothing to mark it. A text of several messages goes on where this process stopped; after a
 * restart in between its first parts come again.
 */
export function createDeliver({ telegram, words, files, previewsSent }: DeliverOptions) {
  const unfinished = new Map<string, { sent: number; externalId: string }>();

  return async ({ message, silent }: Outgoing, address: Address): Promise<Receipt> => {
    const bot = telegram();
    if (!bot) return { state: 'retry', afterMs: 0, reason: 'the bot is not running' };
    const chatId = Number(address.externalId);
    if (!Number.isSafeInteger(chatId)) return { state: 'gone', reason: 'not the id of a chat' };
    const { parts, keyboard } = renderMessage(message, address.locale, words);
    const steps = deliverySteps(message, parts);
    const key = `${address.id} ${message.id}`;
    await previewsSent(chatId);
    let { sent, externalId } = unfinished.get(key) ?? { sent: 0, externalId: '' };
    while (sent < steps.length) {
      const isLast = sent === steps.length - 1;
      const step = { ...steps[sent]!, keyboard: isLast ? keyboard : undefined, silent };
      const result = await take(bot, chatId, step);
      if (typeof result !== 'number') return settle(key, receiptFor(result), { sent, externalId });
      sent++;
      externalId = `${result}`;
    }
    return settle(key, { state: 'sent', externalId }, { sent, externalId });
  };

  async function take(bot: Sender, chatId: number, { file, text, ...how }: Step): Promise<number | Trouble> {
    if (!file) return send(bot.api, chatId, { part: text!, ...how });
    if (!(await files.exists(file.id))) return send(bot.api, chatId, { part: missing(file, text), ...how });
    const source = () => bot.inputFile(files.pathOf(file.id), headerName(file.name));
    return sendFile(bot.uploads, chatId, { file, source, caption: text, ...how });
  }

  function settle(key: string, receipt: Receipt, progress: { sent: number; externalId: string }): Receipt {
    unfinished.delete(key);
    const comesAgain = receipt.state === 'retry' || receipt.state === 'ambiguous';
    if (comesAgain && progress.sent > 0) unfinished.set(key, progress);
    if (unfinished.size > MAX_UNFINISHED) unfinished.delete(unfinished.keys().next().value!);
    return receipt;
  }
}

interface Step extends DeliveryStep {
  keyboard?: Keyboard;
  silent: boolean;
}

/** A file that was erased meanwhile is still named. */
function missing({ name }: FileView, text: FormattedText | undefined): FormattedText {
  return joinTexts([text ?? { text: '', entities: [] }, { text: `📎 ${name}`, entities: [] }], '\n');
}

interface Sending {
  part: FormattedText;
  keyboard?: Keyboard;
  silent: boolean;
}

/** The id of the sent message, or why there is none. Where the markup is refused, the bare text is sent. */
async function send(api: Api, chatId: number, { part, keyboard, silent }: Sending): Promise<number | Trouble> {
  const quiet = { disable_notification: silent, link_preview_options: { is_disabled: true } };
  const full = await attempt(() =>
    api.sendMessage(chatId, part.text, { ...quiet, entities: part.entities, reply_markup: keyboard }),
  );
  if (typeof full === 'number' || full.kind !== 'refused' || !MARKUP_REFUSED.test(full.reason)) return full;
  return attempt(() => api.sendMessage(chatId, part.text, quiet));
}

function receiptFor(trouble: Trouble): Receipt {
  const { kind, reason } = trouble;
  if (kind === 'retry') return { state: 'retry', afterMs: trouble.afterMs, reason };
  if (kind === 'ambiguous' || kind === 'gone') return { state: kind, reason };
  // A wrong token or a foreign answer says nothing about the message: it waits for the owner.
  return kind === 'unauthorized' || kind === 'conflict'
    ? { state: 'retry', afterMs: 0, reason }
    : { state: 'failed', reason };
}
