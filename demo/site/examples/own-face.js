import { createChat } from '@agent-chat/sdk';

const chat = createChat({ server: location.origin, locale: 'en' });
const form = document.querySelector('form');
const log = document.querySelector('#log');

chat.subscribe(({ connection, messages, streaming }) => {
  document.querySelector('#state').textContent = connection;
  const lines = [...messages, ...(streaming ? [{ role: 'agent', text: streaming.text }] : [])];
  log.replaceChildren(...lines.map(({ role, text }) => line(`${role}: ${text}`)));
});

form.onsubmit = (event) => {
  event.preventDefault();
  chat.send(form.elements.text.value);
  form.reset();
};

function line(text) {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}
