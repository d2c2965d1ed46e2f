import type { Author, Block, Citation, MessageStatus } from '@agent-chat/sdk/protocol';
import type { Effect, Part } from '../conversation/responder.ts';
import type { Live } from '../conversation/live.ts';
import type { Draft } from '../conversation/publish.ts';
import { createId } from '../id.ts';

/** One frame: pieces that come within it are told together. */
const COALESCE_MS = 30;

interface Sketch {
  id: string;
  text: string;
  blocks: Block[];
  citations: Citation[];
  status: MessageStatus;
}

export interface AnswerOptions {
  conversationId: string;
  author: Author;
  live: Live;
}

/**
 * Gathers the parts of one turn into drafts, and once it is released tells the first message while it grows. Further messages of the turn are told
 * when they are stored, so that a client never shows two growing ones.
 */
export class Answer {
  readonly effects: Effect[] = [];
  readonly #options: AnswerOptions;
  readonly #sketches: Sketch[] = [newSketch()];
  #isReleased = false;
  #told = 0;
  #started = false;
  #timer?: NodeJS.Timeout;

  constructor(options: AnswerOptions) {
    this.#options = options;
  }

  get author(): Author {
    return this.#options.author;
  }

  /** The message that is being told, for who joins late. */
  get streaming(): { id: string; author: Author; text: string } | undefined {
    const first = this.#sketches[0]!;
    return this.#started
      ? { id: first.id, author: this.#options.author, text: first.text.slice(0, this.#told) }
      : undefined;
  }

  get isEmpty(): boolean {
    return this.drafts().length === 0;
  }

  /** From now on it is told; what stands there, at once. */
  release(): void {
    this.#isReleased = true;
    this.#tell();
  }

  add(part: Part): void {
    const sketch = this.#sketches.at(-1)!;
    if (part.type === 'delta') this.#grow(sketch, part.text);
    else if (part.type === 'block') sketch.blocks.push(part.block);
    else if (part.type === 'citation') sketch.citations.push(part.citation);
    else if (part.type === 'effect') this.effects.push(part.effect);
    else this.#break(part.type === 'cut' ? 'partial' : 'complete');
  }

  /** What stands there is all there is. */
  cut(): void {
    this.#break('partial');
  }

  /** Tells what is left and stops the clock. */
  close(): void {
    clearTimeout(this.#timer);
    this.#tell();
  }

  drafts(): Draft[] {
    return this.#sketches.filter(hasContent).map((sketch) => ({
      id: sketch.id,
      role: 'agent',
      author: this.#options.author,
      channel: 'agent',
      text: sketch.text.trim(),
      blocks: sketch.blocks,
      citations: sketch.citations,
      status: sketch.status,
    }));
  }

  #break(status: MessageStatus): void {
    const sketch = this.#sketches.at(-1)!;
    if (!hasContent(sketch)) return;
    sketch.status = status;
    this.#sketches.push(newSketch());
  }

  #grow(sketch: Sketch, text: string): void {
    sketch.text += text;
    if (sketch !== this.#sketches[0]) return;
    if (!this.#started) this.#tell();
    else this.#timer ??= setTimeout(() => this.#tell(), COALESCE_MS);
  }

  #tell(): void {
    this.#timer = undefined;
    const { id, text } = this.#sketches[0]!;
    if (!this.#isReleased || text.length === this.#told) return;
    const { conversationId, author, live } = this.#options;
    if (!this.#started) {
      live.emit({ conversationId, event: 'message:start', payload: { id, author } });
      live.emit({ conversationId, event: 'turn:changed', payload: { state: 'streaming', by: author } });
    }
    this.#started = true;
    live.emit({
      conversationId,
      event: 'message:delta',
      payload: { id, offset: this.#told, text: text.slice(this.#told) },
    });
    this.#told = text.length;
  }
}

const newSketch = (): Sketch => ({ id: createId(), text: '', blocks: [], citations: [], status: 'complete' });
const hasContent = (sketch: Sketch) => sketch.text.trim() !== '' || sketch.blocks.length > 0;
