import type { Forms } from '../forms.ts';
import type { TextContext } from '../text-context.ts';
import type { TranslationState } from '../translation-state.ts';

/** One text of one plural form, as it travels to a translator and back. */
export interface TransferText {
  /** `widget:composer.left`, without a plural ending. */
  key: string;
  /** `text`, `one`, `few` … */
  form: string;
  /** English; for a form that English has not, what it would say there. */
  source: string;
  /** English in all its own forms. */
  sourceForms: Forms;
  /** Empty where there is none yet. */
  target: string;
  /** Of the whole key. */
  state: TranslationState;
  context?: TextContext;
}

export interface TransferFile {
  tag: string;
  texts: TransferText[];
}

/** A text that came back. */
export interface ReturnedText extends Omit<TransferText, 'context' | 'sourceForms'> {
  /** In the file that came back, from 1. */
  line: number;
}

export interface ReturnedFile {
  /** Undefined where the file does not say it. */
  tag?: string;
  texts: ReturnedText[];
}

/** A kind of file that translators' tools read. What is written is read back without loss. */
export interface TransferFormat {
  name: string;
  /** Of files, with the dot. */
  extensions: string[];
  write(file: TransferFile): string;
  /** `tag` where the caller knows the language. Throws {@link TransferFault} where the file is none of this kind. */
  read(bytes: Uint8Array, tag?: string): ReturnedFile;
}

export class TransferFault extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'TransferFault';
    this.line = line;
  }
}

/** What a translator is told beside the text, line by line. */
export function explain({ where, limit, sample, shown }: TextContext): string[] {
  const values = Object.entries(sample ?? {}).map(([name, value]) => `{{${name}}} is for example ${value}`);
  return [
    where,
    ...(limit === undefined ? [] : [`at most ${limit} characters`]),
    ...values,
    ...(shown === false ? ['nobody reads this'] : []),
  ];
}
