import type { Tag } from './web-chat.ts';

/** What the people in the pictures say. */
export const words: Record<
  Tag,
  {
    path: string;
    question: string;
    follow: string;
    unknown: string;
    name: string;
    wrongContact: string;
    contact: string;
    leave: string;
    long: string;
    operator: string;
    answer: [said: string, held: string];
  }
> = {
  en: {
    path: '/',
    question: 'How much is a basic tune-up?',
    follow: 'Can you collect my bike and bring it back?',
    unknown: 'Do you sell motorcycle helmets for dogs?',
    name: 'Nina Weber',
    wrongContact: '12',
    contact: 'nina.weber@example.com',
    leave: 'Leave a contact',
    long: 'My old touring bike has been standing in the cellar for about two years. The chain is rusty, the rear brake squeals whenever it rains, and on the way to the ferry something started to click in the bottom bracket, but only under load.\n\nWhat would you look at first?',
    operator:
      'Hello Nina, this is Tomas from the workshop. I have looked into the diary: **Thursday at 10:00** is free. Shall I keep it for you?',
    answer: [
      'Yes, gladly. We **collect the bike from your door** in Port Linden and bring it back repaired:\n\n- **€19** for both ways\n- Monday to Friday, **9:00 to 17:00**\n- outside the town **€1**',
      ' for each further kilometre\n\nWhich day would suit you?',
    ],
  },
  ru: {
    path: '/ru/',
    question: 'Сколько стоит базовая настройка велосипеда?',
    follow: 'Вы можете забрать велосипед и привезти обратно?',
    unknown: 'Продаёте ли вы мотошлемы для собак?',
    name: 'Нина Вебер',
    wrongContact: '12',
    contact: 'nina.weber@example.com',
    leave: 'Оставить контакт',
    long: 'Мой старый туристический велосипед около двух лет простоял в подвале. Цепь заржавела, задний тормоз скрипит в дождь, а по дороге к парому что-то начало щёлкать в каретке, но только под нагрузкой.\n\nС чего бы вы начали?',
    operator:
      'Здравствуйте, Нина, это Томас из мастерской. Я посмотрел в журнал: **четверг, 10:00** свободен. Записать вас?',
    answer: [
      'Да, с удовольствием. **Заберём велосипед у дверей** в Порт-Линдене и привезём обратно исправным:\n\n- **19 €** туда и обратно\n- с понедельника по пятницу, **с 9:00 до 17:00**\n- за городом **1 €**',
      ' за каждый следующий километр\n\nВ какой день вам удобно?',
    ],
  },
};
