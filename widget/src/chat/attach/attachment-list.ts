import type { Chat, FileView, UploadSource } from '@agent-chat/sdk';

/** A file on its way into the next message. */
export interface Attachment {
  readonly source: UploadSource;
  readonly name: string;
  /** Seconds, of a recording. */
  readonly duration?: number;
  /** From 0 to 1. */
  progress: number;
  /** Once the server has it. */
  file?: FileView;
  /** Why the server does not have it. */
  problem?: unknown;
}

export type AttachmentState = 'running' | 'ready' | 'failed';

export function stateOf({ file, problem }: Attachment): AttachmentState {
  if (file) return 'ready';
  return problem === undefined ? 'running' : 'failed';
}

/** The files of the next message. They go to the server at once, so that sending is quick. */
export class AttachmentList {
  readonly items: Attachment[] = [];
  #uploads = new Map<Attachment, AbortController>();
  #chat: Chat;
  #onChange: (settled?: Attachment) => void;

  /** `onChange` is told which upload has come to its end, if one has. */
  constructor(chat: Chat, onChange: (settled?: Attachment) => void) {
    this.#chat = chat;
    this.#onChange = onChange;
  }

  get files(): FileView[] {
    return this.items.flatMap(({ file }) => file ?? []);
  }

  has(state: AttachmentState): boolean {
    return this.items.some((item) => stateOf(item) === state);
  }

  add(source: UploadSource, duration?: number): void {
    const item: Attachment = { source, name: source.name ?? '', duration, progress: 0 };
    this.items.push(item);
    void this.#upload(item);
  }

  retry(item: Attachment): void {
    item.problem = undefined;
    item.progress = 0;
    void this.#upload(item);
  }

  remove(item: Attachment): void {
    this.#uploads.get(item)?.abort();
    this.#uploads.delete(item);
    this.items.splice(this.items.indexOf(item), 1);
    this.#onChange();
  }

  clear(): void {
    for (const upload of this.#uploads.values()) upload.abort();
    this.#uploads.clear();
    this.items.length = 0;
    this.#onChange();
  }

  async #upload(item: Attachment): Promise<void> {
    const upload = new AbortController();
    this.#uploads.set(item, upload);
    this.#onChange();
    const onProgress = (fraction: number): void => {
      item.progress = fraction;
      if (!upload.signal.aborted) this.#onChange();
    };
    try {
      item.file = await this.#chat.upload(item.source, {
        ...{ onProgress, signal: upload.signal },
        ...(item.duration && { duration: item.duration }),
      });
    } catch (cause) {
      item.problem = cause;
    }
    if (upload.signal.aborted) return;
    this.#uploads.delete(item);
    this.#onChange(item);
  }
}
