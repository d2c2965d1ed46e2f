import type { AgentChat } from '@agent-chat/widget';

/** Buttons that open the chat; one with a question asks it there for the visitor. */
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-open-chat]')) {
  button.addEventListener('click', () => void openChat(button.dataset.question));
}

async function openChat(question?: string): Promise<void> {
  const chat = document.querySelector<AgentChat>('agent-chat');
  // The attribute, unlike the method, also works while the script of the tag is still on its way.
  chat?.toggleAttribute('open', true);
  if (!question) return;
  await customElements.whenDefined('agent-chat');
  await chat?.send(question);
}
