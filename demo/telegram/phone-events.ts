import type { ServerResponse } from 'node:http';
import type { TelegramPerson } from './person.ts';
import type { World } from './world.ts';

const KEEP_ALIVE_MS = 20_000;

/** Server-sent events of one chat: the `state` as it stands, then each `ChatEvent` under its type's name. */
export function streamChat(world: World, person: TelegramPerson, response: ServerResponse): void {
  const state = world.chats.open(person.user);
  const send = (name: string, data: unknown): void =>
    void response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  send('state', {
    bot: { id: world.bot.id, name: world.bot.first_name, username: world.bot.username },
    ...profileFor(world, person),
    started: state.started,
    messages: state.messages,
    draft: state.draft ?? null,
    keyboard: state.keyboard ?? null,
  });
  const unwatch = world.chats.watch(state.chat.id, (event) =>
    send(event.type, event.type === 'profile' ? profileFor(world, person) : event),
  );
  const timer = setInterval(() => response.write(': alive\n\n'), KEEP_ALIVE_MS).unref();
  response.once('close', () => {
    clearInterval(timer);
    unwatch();
  });
}

/** What the bot says about itself, in the person's language where there is one, most particular first. */
function profileFor({ profile }: World, { user }: TelegramPerson) {
  const languages = [user.language_code ?? '', ''];
  const scopes = ['all_private_chats', 'default'].map((type) => JSON.stringify({ type }));
  const places = scopes.flatMap((scope) => languages.map((language) => `${scope}|${language}`));
  return {
    description: languages.map((language) => profile.descriptions.get(language)).find(Boolean) ?? '',
    commands: places.map((place) => profile.commands.get(place)).find(Boolean) ?? [],
  };
}
