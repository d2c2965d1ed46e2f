import { isReading, readAloud, stopReadingAloud } from '../voice/read-aloud.ts';
import type { MessageAction } from './message-action.ts';

export const readAloudAction: MessageAction = {
  name: 'read',
  icon: 'M4 10v4h4l5 4V6l-5 4zM16.5 9a4.5 4.5 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11',
  fits: (site) => Boolean(site?.features?.readAloud) && 'speechSynthesis' in globalThis,
  pressed: ({ row }) => isReading(row.message.id),
  run(element) {
    const { message } = element.row;
    if (isReading(message.id)) stopReadingAloud();
    else readAloud(message, element.texts.locale, () => element.refresh());
    // Nothing goes on speaking from a chat that was closed.
    element.host.addEventListener('agent-chat-closed', stopReadingAloud, { once: true });
    element.refresh();
  },
};
