import { createChat } from '@agent-chat/sdk';

const output = document.querySelector('output');

document.querySelector('button').onclick = async () => {
  const chat = createChat({ server: location.origin, locale: 'en' });
  const answers = chat.messages();
  await chat.send('Are you open on Saturday?');
  for await (const { role, text } of answers) {
    if (role !== 'agent' || !text.includes('Saturday')) continue;
    output.textContent = text;
    break;
  }
  await chat.close();
};
