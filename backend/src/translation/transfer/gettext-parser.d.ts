/** The part of gettext-parser 10 that is used here; it brings no types. */
declare module 'gettext-parser' {
  interface PoEntry {
    msgctxt?: string;
    msgid: string;
    msgid_plural?: string;
    msgstr: string[];
    comments?: { translator?: string; reference?: string; extracted?: string; flag?: string; previous?: string };
  }
  interface PoFile {
    charset: string;
    headers: Record<string, string>;
    /** By context, then by `msgid`. */
    translations: Record<string, Record<string, PoEntry>>;
  }
  export const po: {
    parse(input: Uint8Array | string, options?: { validation?: boolean }): PoFile;
    compile(file: PoFile, options?: { foldLength?: number; sort?: boolean }): Buffer;
  };
}
