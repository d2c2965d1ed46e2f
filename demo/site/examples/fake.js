import { createFakeChat } from '@agent-chat/sdk/testing';

const chat = createFakeChat({ messages: [{ text: 'Welcome!' }] });
const output = document.querySelector('output');
const press = (id, action) => (document.querySelector(id).onclick = action);

chat.subscribe(({ messages, streaming }) => {
  const texts = [...messages.map(({ text }) => text), ...(streaming ? [`${streaming.text} …`] : [])];
  const lines = texts.map((text) => Object.assign(document.createElement('li'), { textContent: text }));
  document.querySelector('#log').replaceChildren(...lines);
});

press('#stream', () => chat.stream('From €49, and it takes a day.', { every: 60 }));
press('#refuse', () => chat.refuse({ code: 'FORBIDDEN', message: 'Not today' }));
press('#send', () =>
  chat.send('How much?').then(
    () => (output.textContent = `Asked: ${chat.asked.length}`),
    ({ code }) => (output.textContent = `Refused: ${code}`),
  ),
);
