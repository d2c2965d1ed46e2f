import { createChat, memoryStorage } from '@agent-chat/sdk';
import { createFakeChat } from '@agent-chat/sdk/testing';
import { LoopbackServer } from '../../sdk/test/loopback-server.ts';
import { until } from '../../sdk/test/until.ts';
import { chatContract } from './chat.ts';

chatContract('fake', async () => {
  const chat = createFakeChat();
  return {
    chat,
    say: (text) => void chat.say(text),
    stream: async (...pieces) => void (await chat.stream(pieces.join(''), { every: 1 })),
    goOffline: async () => chat.goOffline(),
    goOnline: async () => chat.goOnline(),
    refuse: (error) => chat.refuse(error),
  };
});

chatContract('client', async (context) => {
  const server = await LoopbackServer.start();
  const chat = createChat({ server: server.url, storage: memoryStorage() });
  context.after(async () => {
    await chat.close();
    await server.down();
  });
  return {
    chat,
    say: (text) => void server.say(text),
    stream: async (...pieces) => server.write(...pieces),
    async goOffline() {
      await server.down();
      await until(chat, ({ connection }) => connection === 'offline');
    },
    async goOnline() {
      await server.up();
      chat.connect();
    },
    refuse: (error) => server.refuse(error),
  };
});
