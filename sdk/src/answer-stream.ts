import type { ChatEvents, ChatState } from './chat-types.ts';
import type { Emitter } from './emitter.ts';
import type { Author, Message } from './protocol.ts';
import { extendStream, type Piece, type Stream } from './stream.ts';

/** The answer being written: raises `start`, `delta` and `end` so that who only appends the deltas has the text. */
export class AnswerStream {
  #events: Emitter<ChatEvents>;
  #changed: () => void;
  #stream?: Stream;
  #ended?: string;

  constructor(events: Emitter<ChatEvents>, changed: () => void) {
    this.#events = events;
    this.#changed = changed;
  }

  get view(): ChatState['streaming'] {
    const { id, author, text } = this.#stream ?? {};
    return id && author ? { id, author, text: text! } : undefined;
  }

  get id(): string | undefined {
    return this.#stream?.id;
  }

  begin(id: string, author: Author): void {
    const held = this.#stream;
    if (held?.author && held.id === id) return;
    if (held?.author) this.end(held.id);
    this.#stream = { id, author, text: '', ahead: held?.id === id ? held.ahead : [] };
    this.#events.emit('start', { id, author });
    this.#grow();
  }

  extend(id: string, piece: Piece): void {
    if (id === this.#ended) return;
    if (this.#stream?.id !== id) this.#stream = { id, text: '', ahead: [] };
    this.#grow(piece);
  }

  /** After a reconnect: `view` is what the server has of the answer under way, and stands in for what was missed. */
  resume(view: ChatState['streaming']): void {
    if (this.#stream && this.#stream.id !== view?.id) this.end(this.#stream.id);
    if (!view) return;
    if (!this.#stream?.author) this.begin(view.id, view.author);
    this.extend(view.id, { offset: 0, text: view.text });
  }

  end(id: string, message?: Message): void {
    if (id === this.#ended) return;
    this.#ended = id;
    if (this.#stream?.id === id) this.#stream = undefined;
    this.#changed();
    this.#events.emit('end', { id, message });
  }

  #grow(...pieces: Piece[]): void {
    const before = this.#stream!;
    // Without its start there is nobody to show it as: all of it waits.
    this.#stream = before.author ? extendStream(before, ...pieces) : { ...before, ahead: [...before.ahead, ...pieces] };
    if (!before.author) return;
    const { id, text } = this.#stream;
    const offset = before.text.length;
    this.#changed();
    if (text.length > offset) this.#events.emit('delta', { id, offset, text: text.slice(offset) });
  }
}
