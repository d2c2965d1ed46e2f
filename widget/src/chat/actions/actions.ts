import { copyAction } from './copy-action.ts';
import type { MessageAction } from './message-action.ts';
import { rateDown, rateUp } from './rate-action.ts';
import { readAloudAction } from './read-aloud-action.ts';

/** One line per action, in the order of the bar. */
export const actions: MessageAction[] = [copyAction, readAloudAction, rateUp, rateDown];
