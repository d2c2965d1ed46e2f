import { createTestVisitor, type TestVisitor } from '../../tests/helpers/test-visitor.ts';
import type { House } from './house.ts';
import type { Tag } from './web-chat.ts';

interface Lead {
  tag: Tag;
  name: string;
  contact: string;
  /** Places of the choices in the consultation that comes before; none: straight to the contact. */
  need?: number[];
  channel?: 'telegram';
}

const HELP = { en: 'Help me choose', ru: 'Помогите выбрать' };
const LEAVE = { en: 'Leave a contact', ru: 'Оставить контакт' };
const LEADS: Lead[] = [
  { tag: 'en', name: 'Maeve Dolan', contact: '+44 20 7946 0177', need: [0, 0, 0] },
  { tag: 'en', name: 'Priya Natarajan', contact: 'priya@natarajan.example', need: [4, 1] },
  { tag: 'ru', name: 'Антон Реймер', contact: '+49 30 901820', need: [2, 1, 1] },
  { tag: 'en', name: 'Søren Kjær', contact: 'soren.kjaer@fjordpost.example', channel: 'telegram' },
  {
    tag: 'en',
    name: 'Oluwaseun Adeyemi-Blankenburg',
    contact: 'oluwaseun.adeyemi-blankenburg@very-long-company-name.example',
    need: [1, 2, 2],
  },
  { tag: 'ru', name: 'Мария Кузнецова', contact: 'maria.k@pochta.example', need: [3, 0] },
  { tag: 'en', name: 'Li Wei', contact: '+44 20 7946 0018' },
  { tag: 'en', name: 'Hannah Brandt', contact: 'hannah@brandt.example', need: [1, 0, 1] },
  { tag: 'ru', name: 'Пётр', contact: '+44 20 7946 0181', channel: 'telegram' },
  { tag: 'en', name: 'Giulia Ferrari', contact: 'giulia@ferrari.example', need: [0, 2, 2, 1] },
  { tag: 'en', name: 'Tom O’Brien', contact: '+44 20 7946 0163', need: [3, 1] },
  { tag: 'ru', name: 'Нина Вебер', contact: 'nina.weber@example.com', need: [1, 0, 1] },
  { tag: 'en', name: 'Nina Weber', contact: 'nina.weber@example.com', need: [1, 0, 1] },
];

/** A week of the workshop: people who leave their contact on the site and in Telegram; those who speak `tag` come last. */
export async function sendPeople(house: House, tag: Tag = 'en'): Promise<void> {
  const leads = LEADS.toSorted((a, b) => Number(a.tag === tag) - Number(b.tag === tag));
  for (const lead of leads) await (lead.channel ? comeByTelegram(house, lead) : comeBySite(house, lead));
}

async function comeBySite({ url }: House, { tag, name, contact, need }: Lead): Promise<void> {
  const visitor = createTestVisitor(url, { locale: tag });
  await visitor.waitForState(({ messages }) => messages.length > 0);
  if (need) await visitor.ask(HELP[tag]);
  for (const place of need ?? []) await pick(visitor, place);
  await visitor.ask(LEAVE[tag]);
  await visitor.ask(name);
  await visitor.ask(contact);
  if (!contact.includes('@')) await pick(visitor, 0);
  await pick(visitor, 0);
  await visitor.chat.close();
}

const pick = (visitor: TestVisitor, place: number) => visitor.choose(visitor.choices()[place]!);

async function comeByTelegram({ telegram }: House, { tag, name, contact }: Lead): Promise<void> {
  const person = telegram.user({ firstName: name.split(' ')[0]!, lastName: name.split(' ')[1], languageCode: tag });
  const step = async (text: string) => {
    const before = person.messages().length;
    person.send(text);
    // Its own message comes first; then the bot is given time to say all of its answer.
    for (let wait = 0; wait < 30 && person.messages().length < before + 2; wait++) await pause(100);
    await pause(400);
  };
  person.start();
  await pause(600);
  await step(LEAVE[tag]);
  await step(name);
  await step(contact);
  if (!contact.includes('@')) await step('1');
  await step(tag === 'en' ? 'yes' : 'да');
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
