import type { Forms, Place } from '../../state/texts.ts';

/** A text is being changed, to this so far; undefined: it is left. */
export class TextEditedEvent extends Event {
  readonly place: Place;
  readonly forms?: Forms;

  constructor(place: Place, forms?: Forms) {
    super('text-edited', { bubbles: true });
    this.place = place;
    this.forms = forms;
  }
}

/** The editor closes; `next`: and the one below it opens. */
export class TextDoneEvent extends Event {
  readonly saved: boolean;
  readonly next: boolean;

  constructor({ saved = false, next = false }: { saved?: boolean; next?: boolean } = {}) {
    super('text-done', { bubbles: true });
    this.saved = saved;
    this.next = next;
  }
}

declare global {
  interface HTMLElementEventMap {
    'text-edited': TextEditedEvent;
    'text-done': TextDoneEvent;
  }
}
