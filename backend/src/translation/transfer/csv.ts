import { CsvError, parse } from 'csv-parse/sync';
import { formOf, keyOf } from '../forms.ts';
import { splitPluralKey } from '../plural-key.ts';
import { guardCell, unguardCell } from './cell-guard.ts';
import { decodeText } from './decode-text.ts';
import { readState } from './read-state.ts';
import {
  explain,
  TransferFault,
  type ReturnedText,
  type TransferFormat,
  type TransferText,
} from './transfer-format.ts';

/** The column of the translation is called by its tag: `text (de)`. */
const COLUMNS = ['key', 'explanation', 'limit', 'text (en)'];
const TARGET = /^text \((?!en\))([\w-]+)\)$/;
const STATE = 'state';

/** RFC 4180 with a byte order mark, so that Excel reads UTF-8. Read back with commas, semicolons or tabs, as spreadsheets save it. */
export const csv: TransferFormat = {
  name: 'csv',
  extensions: ['.csv', '.tsv', '.txt'],
  write({ tag, texts }) {
    const rows = [[...COLUMNS, `text (${tag})`, STATE], ...texts.map((text) => cellsOf(text).map(guardCell))];
    return `\uFEFF${rows.map((row) => `${row.map(quoteCell).join(',')}\r\n`).join('')}`;
  },
  read(bytes) {
    const text = decodeText(bytes);
    const [head, ...rows] = readRows(text);
    const columns = columnsOf(head?.record ?? []);
    const texts = rows.map(({ record, line }): ReturnedText => {
      const cell = (column: number) => unguardCell(record[column] ?? '');
      const key = cell(columns.key);
      const { base } = splitPluralKey(key);
      const target = cell(columns.target);
      const state = readState(cell(columns.state), target);
      return { key: base, form: formOf(key), source: cell(columns.source), target, state, line };
    });
    return { tag: columns.tag, texts };
  },
};

function cellsOf({ key, form, source, target, state, context }: TransferText): string[] {
  const explanation = context ? explain({ ...context, limit: undefined }).join('\n') : '';
  return [keyOf(key, form), explanation, String(context?.limit ?? ''), source, target, state];
}

function quoteCell(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

interface Row {
  record: string[];
  line: number;
}

function readRows(text: string): Row[] {
  const delimiter = [',', ';', '\t'].find((mark) => text.startsWith(`key${mark}`)) ?? ',';
  const bytes = Buffer.from(text);
  const rows: Row[] = [];
  const lines = lineCounter(bytes);
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record(record: string[], info) {
        rows.push({ record, line: lines.begin() });
        lines.end(info.bytes);
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw new TransferFault(error.message, lines.begin());
    throw error;
  }
  return rows;
}

/** On which line a record begins. csv-parse tells where it ends, and counts a line end of two letters twice where it stands in quotes. */
function lineCounter(bytes: Buffer) {
  let at = 0;
  let line = 1;
  const countTo = (end: number) => {
    line +=
      bytes
        .subarray(at, end)
        .toString()
        .split(/\r\n|\n|\r/).length - 1;
    at = end;
  };
  return {
    end: countTo,
    begin() {
      let next = at;
      while (bytes[next] === 0x0a || bytes[next] === 0x0d) next++;
      countTo(next);
      return line;
    },
  };
}

function columnsOf(head: string[]) {
  const target = head.findIndex((name) => TARGET.test(name));
  const found = { key: head.indexOf('key'), source: head.indexOf('text (en)'), target, state: head.indexOf(STATE) };
  if (found.key < 0 || found.source < 0 || target < 0) {
    throw new TransferFault('the first line has to name the columns key, text (en) and text (<tag>)', 1);
  }
  return { ...found, tag: TARGET.exec(head[target]!)![1]! };
}
