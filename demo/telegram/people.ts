import type { User } from '@grammyjs/types';
import { createPerson, type PersonOptions, type TelegramPerson } from './person.ts';
import type { World } from './world.ts';

export interface People {
  open(options: PersonOptions): TelegramPerson;
  find(id: number): TelegramPerson | undefined;
}

const FIRST_ID = 5_000_001;

export function createPeople(world: World): People {
  const people = new Map<number, TelegramPerson>();
  let nextId = FIRST_ID;
  return {
    open(options) {
      const id = options.id ?? nextId++;
      const person = people.get(id) ?? createPerson(world, userOf(id, options));
      people.set(id, person);
      return person;
    },
    find: (id) => people.get(id),
  };
}

function userOf(id: number, { firstName, lastName, username, languageCode }: PersonOptions): User {
  return {
    id,
    is_bot: false,
    first_name: firstName,
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(username === undefined ? {} : { username }),
    ...(languageCode === undefined ? {} : { language_code: languageCode }),
  };
}
