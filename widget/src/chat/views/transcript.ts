import type { Block, Chat, Message } from '@agent-chat/sdk';
import type { Texts } from '../texts/texts.ts';

/** The whole log, oldest first, page by page: the chat itself holds only what has been looked at. */
export async function readWholeLog(chat: Chat): Promise<Message[]> {
  let messages: Message[] = [];
  let hasEarlier = true;
  while (hasEarlier) {
    const page = await chat.readHistory({ beforeSeq: messages[0]?.seq });
    messages = [...page.messages, ...messages];
    hasEarlier = page.hasEarlier && page.messages.length > 0;
  }
  return messages;
}

/** A conversation as people read it in a text file: by days, with the time and the name of each who spoke. */
export function transcriptOf(title: string, messages: readonly Message[], texts: Texts): string {
  const days = new Intl.DateTimeFormat([texts.locale, 'en'], { dateStyle: 'full' });
  const lines = [title];
  let day = '';
  for (const message of messages) {
    const today = days.format(new Date(message.createdAt));
    if (today !== day) lines.push('', `— ${today} —`);
    day = today;
    lines.push('', `[${texts.time(message.createdAt)}] ${speaker(message, texts)}`, ...body(message));
  }
  return `${lines.join('\n')}\n`;
}

function speaker({ role, author, channel }: Message, { t }: Texts): string {
  if (role === 'system') return t('transcript.system');
  const name = role === 'visitor' ? author.name || t('transcript.you') : author.name;
  const isHere = role === 'agent' || channel === 'web' || channel === 'console';
  return isHere ? name : `${name} (${t('message.via', { channel: t(`channel.${channel}`) })})`;
}

function body({ text, blocks, citations = [] }: Message): string[] {
  const said = text ? text.split(/\r?\n/) : [];
  const below = blocks.flatMap(linesOf);
  const sources = citations.map(({ title, url }) => `[${title}]${url ? ` ${url}` : ''}`);
  return [...said, ...[...below, ...sources].map((line) => `  ${line}`)];
}

/** What a block shows besides the text of its message. */
function linesOf(block: Block): string[] {
  switch (block.type) {
    case 'choices':
      return block.choices.map(({ label }) => `- ${label}`);
    case 'cards':
      return block.cards.map(({ title, price, text }) => `- ${[title, price, text].filter(Boolean).join(', ')}`);
    case 'form':
      return block.fields.map(({ label, value }) => `- ${label}${value ? `: ${value}` : ''}`);
    case 'file':
    case 'image':
    case 'voice':
      return [`- ${block.file.name}`];
    default:
      return [];
  }
}
