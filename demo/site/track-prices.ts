import type { AgentChat } from '@agent-chat/widget';

/** Tells the chat who reads the price list: a rule of prompts/sites.yaml waits for it. */
const list = document.querySelector('.jobs');
if (list) {
  const observer = new IntersectionObserver(
    async ([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      await customElements.whenDefined('agent-chat');
      document.querySelector<AgentChat>('agent-chat')?.track('price-list', { page: location.pathname });
    },
    { threshold: 0.5 },
  );
  observer.observe(list);
}
