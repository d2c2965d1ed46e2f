import type { ChatPanel } from '../chat-panel.ts';

/** Day and time in full as the title of a time stamp, written when it is pointed at: a date format takes a slow phone noticeably long. */
export function tellFullTime(panel: ChatPanel): () => void {
  function tell({ target }: Event): void {
    if (!(target instanceof HTMLTimeElement)) return;
    const then = new Date(target.dateTime);
    target.title = then.toLocaleString([panel.texts.locale, 'en'], { dateStyle: 'full', timeStyle: 'medium' });
  }
  panel.addEventListener('pointerover', tell);
  return () => panel.removeEventListener('pointerover', tell);
}
