import type { ZipEntry } from './zip-writer.ts';

/** Excel's limits of a sheet and of a cell. */
const MOST_ROWS = 1_048_576;
const LONGEST_CELL = 32_767;

const LONE_SURROGATE = /\p{Cs}/gu;
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const SPECIAL = /[\0-\x08\x0b-\x1f\ufffe\uffff&<>_]/;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Style 1 is text that stays text when it is edited (quotePrefix), style 2 the same in bold. */
const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" quotePrefix="1"/>' +
  '</cellXfs></styleSheet>';

/** The files of a workbook of text cells, ECMA-376. Rows that a sheet cannot hold go to further sheets, each with the header. */
export async function* xlsxEntries(
  header: string[],
  pages: AsyncIterable<string[][]>,
  mostRows = MOST_ROWS,
): AsyncGenerator<ZipEntry> {
  const source = pages[Symbol.asyncIterator]();
  const state: Source = { source, rest: [], ended: false };
  let sheets = 0;
  do {
    sheets++;
    yield { name: `xl/worksheets/sheet${sheets}.xml`, content: sheet(header, state, mostRows) };
    await fill(state);
  } while (state.rest.length > 0);
  yield { name: 'xl/styles.xml', content: [STYLES] };
  yield { name: 'xl/workbook.xml', content: [workbook(sheets)] };
  yield { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelations(sheets)] };
  yield { name: '_rels/.rels', content: [packageRelations()] };
  yield { name: '[Content_Types].xml', content: [contentTypes(sheets)] };
}

interface Source {
  source: AsyncIterator<string[][]>;
  /** Read but not yet written. */
  rest: string[][];
  ended: boolean;
}

async function fill(state: Source): Promise<void> {
  while (state.rest.length === 0 && !state.ended) {
    const next = await state.source.next();
    state.ended = next.done === true;
    if (!next.done) state.rest = next.value;
  }
}

async function* sheet(header: string[], state: Source, mostRows: number): AsyncGenerator<string> {
  yield (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ` +
    `activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${row(header, 2)}`
  );
  let room = mostRows - 1;
  while (room > 0) {
    await fill(state);
    if (state.rest.length === 0) break;
    const page = state.rest.slice(0, room);
    state.rest = state.rest.slice(page.length);
    room -= page.length;
    yield page.map((cells) => row(cells, 1)).join('');
  }
  yield '</sheetData></worksheet>';
}

function row(cells: string[], style: number): string {
  return `<row>${cells.map((cell) => `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`).join('')}</row>`;
}

/** Without what XML 1.0 forbids; `_x0041_`, which Excel would decode, is kept as written (ECMA-376, ST_Xstring). */
export function xmlText(text: string): string {
  const cut = text.length > LONGEST_CELL ? text.slice(0, LONGEST_CELL) : text;
  const whole = cut.isWellFormed() ? cut : cut.replace(LONE_SURROGATE, '');
  return SPECIAL.test(whole) ? escape(whole) : whole;
}

function escape(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

function numbers(sheets: number): number[] {
  return Array.from({ length: sheets }, (_, index) => index + 1);
}

function workbook(sheets: number): string {
  const list = numbers(sheets).map((n) => `<sheet name="Leads ${n}" sheetId="${n}" r:id="rId${n}"/>`);
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list.join('')}</sheets></workbook>`;
}

function workbookRelations(sheets: number): string {
  const list = numbers(sheets).map((n) => relation(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`));
  return relationships([...list, relation('styles', 'styles', 'styles.xml')]);
}

function packageRelations(): string {
  return relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')]);
}

function relationships(list: string[]): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
}

function contentTypes(sheets: number): string {
  const sheetTypes = numbers(sheets).map((n) => override(`/xl/worksheets/sheet${n}.xml`, 'worksheet'));
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/styles.xml', 'styles')}${sheetTypes.join('')}</Types>`
  );
}

function override(part: string, type: string): string {
  return `<Override PartName="${part}" ContentType="${TYPE}.${type}+xml"/>`;
}
