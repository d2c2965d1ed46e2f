import { endingsOf } from '../content/kinds/uploads.ts';

const LONGEST_BYTES = 255;
/** Controls, invisible marks, and letters that turn the direction: `gpj.exe` could be read as `exe.jpg`. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;
/** What some file system or shell takes for more than a letter. */
const RISKY = /[<>:"|?*\\/]/g;

/** The name under which a file is shown and saved: no path, nothing unseen, at most 255 bytes, and an ending that fits the type. */
export function cleanName(name: string, type: string): string {
  const bare = name.normalize('NFC').toWellFormed().replace(UNSEEN, '').split(/[\\/]/).at(-1)!;
  const plain = bare
    .replace(RISKY, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const endings = endingsOf(type);
  const ending = /\.([^.]+)$/.exec(plain)?.[1]?.toLowerCase();
  const fits = ending !== undefined && endings.includes(ending);
  const suffix = fits ? plain.slice(plain.lastIndexOf('.')) : `.${endings[0]}`;
  const stem = fits ? plain.slice(0, plain.lastIndexOf('.')) : plain;
  return cut(stem.trim() || 'file', LONGEST_BYTES - Buffer.byteLength(suffix)) + suffix;
}

/** Whole letters only. */
function cut(text: string, bytes: number): string {
  let length = 0;
  let result = '';
  for (const letter of text) {
    length += Buffer.byteLength(letter);
    if (length > bytes) break;
    result += letter;
  }
  return result;
}
