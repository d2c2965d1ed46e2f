import type { Forms, Place, Translation } from '../../state/texts.ts';

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

/** The editor closes. */
export class TextDoneEvent extends Event {
  readonly place: Place;
  /** What was saved, or was found saved by somebody else. */
  readonly saved?: Translation;
  /** The text below is opened. */
  readonly next: boolean;

  constructor(place: Place, { saved, next = false }: { saved?: Translation; next?: boolean } = {}) {
    super('text-done', { bubbles: true });
    [this.place, this.saved, this.next] = [place, saved, next];
  }
}

declare global {
  interface HTMLElementEventMap {
    'text-edited': TextEditedEvent;
    'text-done': TextDoneEvent;
  }
}
