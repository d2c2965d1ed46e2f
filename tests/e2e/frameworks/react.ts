import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';

const context = { product: 'bike-7' };

function Page() {
  const [opened, setOpened] = useState(0);
  return [
    h('output', { key: 'told' }, `opened ${opened}`),
    h(
      'agent-chat',
      { key: 'chat', theme: opened ? 'light' : 'dark', context, 'onagent-chat-opened': () => setOpened(opened + 1) },
      h('small', { slot: 'footer' }, 'We answer on workdays'),
    ),
  ];
}

createRoot(document.body.appendChild(document.createElement('main'))).render(h(Page));
