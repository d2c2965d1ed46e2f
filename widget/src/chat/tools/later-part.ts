/** An element of the chat that is made, and put in its place, with its first use. What could not be fetched is fetched again with the next. */
export class LaterPart<T extends Element> {
  #make: () => Promise<T>;
  #making: Promise<T> | undefined;
  #isRemoved = false;

  /** Once it is there. */
  element: T | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  load(): Promise<T> {
    this.#making ??= this.#make().then(
      (element) => {
        this.element = element;
        if (this.#isRemoved) element.remove();
        return element;
      },
      (cause: unknown) => {
        this.#making = undefined;
        throw cause;
      },
    );
    return this.#making;
  }

  remove(): void {
    this.#isRemoved = true;
    this.element?.remove();
  }
}
