/**
 * What a room that reads content gives to `content/`: how its files are found and understood. `content/` loads them, keeps the last good
 * value when a file breaks, and says file, line and reason in the log.
 */
export interface ContentKind<T> {
  /** Unique; also the name of its JSON Schema, e.g. `scenario`. */
  name: string;
  /** Which files below the content folder are of this kind, by their path with forward slashes, e.g. `scenarios/lead-capture.yaml`. */
  matches(path: string): boolean;
  /** Text → value. Throws {@link ContentFault}; any other error is reported without a line. */
  parse(text: string, path: string): T;
  /** Set where the start must fail when no file of this kind could be loaded: says what to do then. */
  required?: string;
}

export interface FaultPlace {
  /** From 1. */
  line?: number;
  expected?: string;
  found?: string;
}

/** What is wrong with a content file, and where. */
export class ContentFault extends Error {
  readonly line?: number;
  readonly expected?: string;
  readonly found?: string;

  constructor(reason: string, place: FaultPlace = {}) {
    super(reason);
    this.name = 'ContentFault';
    this.line = place.line;
    this.expected = place.expected;
    this.found = place.found;
  }
}

/** The last good values of one kind, always current: read at each use, never kept. */
export interface ContentView<T> {
  /** By path below the content folder. */
  all(): ReadonlyMap<string, T>;
  get(path: string): T | undefined;
  /** Grows with each accepted change; for caches derived from the values. */
  readonly version: number;
}
