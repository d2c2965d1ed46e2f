import type { Feedback } from '@agent-chat/sdk';
import type { MessageAction } from './message-action.ts';

const rate = (rating: Feedback, icon: string): MessageAction => ({
  name: rating,
  icon,
  pressed: (element) => element.rating === rating,
  run: (element) => element.rate(element.rating === rating ? 'none' : rating),
});

export const rateUp = rate('up', 'M7 11v9H4v-9zM7 11l4-8c1.5 0 2.5 1 2.5 2.5V9H19l1 1.5-2 9-1.5.5H7');
export const rateDown = rate('down', 'M17 13V4h3v9zM17 13l-4 8c-1.5 0-2.5-1-2.5-2.5V15H5l-1-1.5 2-9L7.5 4H17');
