import { createApp, h, ref } from 'vue';

const context = { product: 'bike-7' };
const opened = ref(0);

createApp({
  render: () => [
    h('output', `opened ${opened.value}`),
    h(
      'agent-chat',
      { theme: opened.value ? 'light' : 'dark', context, onAgentChatOpened: () => opened.value++ },
      h('small', { slot: 'footer' }, 'We answer on workdays'),
    ),
  ],
}).mount(document.body.appendChild(document.createElement('main')));
