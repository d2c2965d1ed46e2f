/** A part that cannot be fetched stays away until it is next wanted; the page around the chat goes on. */
export function fetchPart(part: Promise<unknown>): void {
  part.catch((cause: unknown) => console.warn('<agent-chat>: a part of the chat cannot be loaded', cause));
}
