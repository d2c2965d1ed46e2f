import type { ChatMessageElement } from './chat-message.ts';

/** Milliseconds; rows that only pass under the pointer are not meant. */
const MEANT_AFTER = 80;

/** The row that somebody has turned to with a pointer: one at a time, besides those where something has been begun. */
export class TurnedRow {
  #row: ChatMessageElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A pointer has come over something in the log, or a finger rests there. */
  point = (event: Event): void => {
    const row = (event.target as Element).closest<ChatMessageElement>('agent-chat-message');
    clearTimeout(this.#timer);
    if (row) this.#timer = setTimeout(() => this.#turnTo(row), MEANT_AFTER);
  };

  #turnTo(row: ChatMessageElement): void {
    const before = this.#row;
    if (before && before !== row && !before.busy) before.turned = false;
    this.#row = row;
    row.turned = true;
  }
}
