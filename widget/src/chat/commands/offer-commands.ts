import type { ChatPanel } from '../chat-panel.ts';

/** Fetches the list of commands with the first `/` at the start of a message. */
export function offerCommands(panel: ChatPanel): () => void {
  let remove: (() => void) | undefined;
  let isEnded = false;

  async function look(): Promise<void> {
    if (!panel.querySelector<HTMLTextAreaElement>('.composer textarea')?.value.startsWith('/')) return;
    panel.removeEventListener('input', look);
    const { mountCommands } = await import('./command-list.ts');
    if (!isEnded) remove = mountCommands(panel);
  }

  panel.addEventListener('input', look);
  void look();
  return () => {
    isEnded = true;
    panel.removeEventListener('input', look);
    remove?.();
  };
}
