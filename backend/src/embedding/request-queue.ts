/** A queue of requests for one worker: one under way at a time, live ones before all others, each kind in order of arrival. */
export class RequestQueue<Request, Answer> {
  readonly #send: (id: number, request: Request) => void;
  readonly #live: Waiting<Request, Answer>[] = [];
  readonly #patient: Waiting<Request, Answer>[] = [];
  #current?: Waiting<Request, Answer>;
  #failure?: Error;
  #lastId = 0;

  constructor(send: (id: number, request: Request) => void) {
    this.#send = send;
  }

  ask(request: Request, { live }: { live: boolean }): Promise<Answer> {
    if (this.#failure) return Promise.reject(this.#failure);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    (live ? this.#live : this.#patient).push({ id: ++this.#lastId, request, resolve, reject });
    this.#next();
    return promise;
  }

  /** An answer to a request that is not under way is ignored. */
  settle(id: number, outcome: { answer: Answer } | { error: Error }): void {
    const current = this.#current;
    if (current?.id !== id) return;
    this.#current = undefined;
    if ('error' in outcome) current.reject(outcome.error);
    else current.resolve(outcome.answer);
    this.#next();
  }

  /** Rejects everything, now and later. */
  fail(error: Error): void {
    this.#failure ??= error;
    const waiting = [this.#current, ...this.#live.splice(0), ...this.#patient.splice(0)];
    this.#current = undefined;
    for (const one of waiting) one?.reject(this.#failure);
  }

  #next(): void {
    if (this.#current) return;
    this.#current = this.#live.shift() ?? this.#patient.shift();
    if (this.#current) this.#send(this.#current.id, this.#current.request);
  }
}

interface Waiting<Request, Answer> {
  id: number;
  request: Request;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}
