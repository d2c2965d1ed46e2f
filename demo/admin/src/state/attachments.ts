import type { FileView } from '@agent-chat/sdk/protocol';
import { upload } from './upload.ts';

/** A file on its way into the next message: being uploaded, there, or refused. */
export interface Attachment {
  name: string;
  file?: FileView;
  error?: unknown;
}

/** What the operator has attached to the message that he is writing. */
export class Attachments {
  items: Attachment[] = [];
  readonly #conversationId: string;
  readonly #changed: () => void;

  constructor(conversationId: string, changed: () => void) {
    this.#conversationId = conversationId;
    this.#changed = changed;
  }

  get isUploading(): boolean {
    return this.items.some(({ file, error }) => !file && error === undefined);
  }

  add(files: Iterable<File>): void {
    for (const file of files) void this.#upload(file);
  }

  remove(item: Attachment): void {
    this.items = this.items.filter((other) => other !== item);
    this.#changed();
  }

  /** Hands over what is there; what was refused is forgotten. */
  take(): FileView[] {
    const files = this.items.flatMap(({ file }) => file ?? []);
    this.items = [];
    this.#changed();
    return files;
  }

  async #upload(source: File): Promise<void> {
    const item: Attachment = { name: source.name };
    this.items = [...this.items, item];
    this.#changed();
    try {
      item.file = await upload(this.#conversationId, source);
    } catch (error) {
      item.error = error;
    }
    this.#changed();
  }
}
