// A rule of prompts/sites.yaml waits for it: `when: { event: { name: price-list }, idle: 4 }`.
document.querySelector('#prices').onclick = () => document.querySelector('agent-chat').track('price-list');
