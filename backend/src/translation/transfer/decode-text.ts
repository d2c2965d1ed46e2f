import { TransferFault } from './transfer-format.ts';

/** What stands where bytes were no letter of the encoding. */
const LOST = '\uFFFD';

/**
 * Excel saves "Unicode text" as UTF-16, and plain CSV in the old encoding of the country, whose letters cannot be told apart here. Throws
 * {@link TransferFault} on the line where letters would be lost.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const [before = ''] = new TextDecoder(encoding).decode(bytes).split(LOST);
    const line = before.split(/\r\n|\n|\r/).length;
    throw new TransferFault('this is no text in UTF-8: save the file as UTF-8 (Excel: “CSV UTF-8”)', line);
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
