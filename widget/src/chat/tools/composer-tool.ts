/** A button beside what the visitor writes; its text is `composer.<name>`, its picture in `tools-styles.ts`. */
export interface ComposerTool {
  readonly name: 'attach' | 'record' | 'dictate';
  /** Of one that is on or off. */
  readonly pressed?: boolean;
  /** Somebody is about to use it. */
  prepare(): void;
  run(): void;
  /** The chat has lost its place. */
  end(): void;
}
