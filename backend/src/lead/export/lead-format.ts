import type { LeadDetails } from '../lead.ts';
import type { Translate } from './lead-columns.ts';

/** A file that leads can be exported as: one file here, one line in `index.ts`. */
export interface LeadFormat {
  /** Also the extension of the file. */
  name: string;
  contentType: string;
  /** Yields as it reads; nothing is held but the page at hand. */
  write(pages: AsyncIterable<LeadDetails[]>, t: Translate): AsyncIterable<string | Buffer>;
}
