// node sdk-in-node.mjs http://localhost:3000 "Are you open on Saturday?"
import { createChat } from '@agent-chat/sdk';

const [server, question] = process.argv.slice(2);
const chat = createChat({ server, locale: 'en' });
const { seq } = await chat.send(question);
for await (const { role, text, seq: at } of chat.messages()) {
  if (role !== 'agent' || at < seq) continue;
  console.log(text);
  break;
}
await chat.close();
