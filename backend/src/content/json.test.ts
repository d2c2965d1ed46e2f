import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ContentFault } from './content-kind.ts';
import { readJson } from './json.ts';

function faultOf(text: string): ContentFault {
  try {
    readJson(text);
  } catch (error) {
    assert.ok(error instanceof ContentFault);
    return error;
  }
  return assert.fail('the text was accepted');
}

test('what JSON.stringify writes is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      assert.deepEqual(readJson(text).value, JSON.parse(text));
    }),
    { numRuns: 200 },
  );
});

test('a broken text is refused exactly where JSON.parse refuses it', () => {
  const spoiled = fc.tuple(
    fc.jsonValue({ maxDepth: 2 }),
    fc.nat(),
    fc.constantFrom('', ',', '"', '}', 'x', '\n', '\t'),
  );
  fc.assert(
    fc.property(spoiled, ([value, at, mark]) => {
      const text = JSON.stringify(value);
      const cut = at % text.length;
      const broken = text.slice(0, cut) + mark + text.slice(cut + 1);
      assert.equal(
        accepts(() => readJson(broken)),
        accepts(() => JSON.parse(broken)) && !repeatsKey(broken),
        broken,
      );
    }),
    { numRuns: 500 },
  );
});

function accepts(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

function repeatsKey(text: string): boolean {
  try {
    readJson(text);
    return false;
  } catch (error) {
    return error instanceof ContentFault && error.expected === 'each key once';
  }
}

test('a fault names line, column, what was expected and what was found', () => {
  const fault = faultOf('{\n  "a": 1\n  "b": 2\n}');
  assert.equal(fault.line, 3);
  assert.match(fault.message, /column 3/);
  assert.equal(fault.expected, '"," or "}"');
  assert.equal(fault.found, '"b": 2');
});

test('a comma after the last entry, a comment and a torn text are each refused on their line', () => {
  assert.equal(faultOf('{\n  "a": 1,\n}').line, 3);
  assert.equal(faultOf('{\n  // note\n  "a": 1}').line, 2);
  assert.equal(faultOf('{\n  "a": "x\n}').line, 2);
  assert.equal(faultOf('').found, 'the end of the file');
});

test('a key that stands twice is a fault of its second line', () => {
  const fault = faultOf('{\n  "a": {\n    "b": 1,\n    "b": 2\n  }\n}');
  assert.equal(fault.line, 4);
  assert.match(fault.found ?? '', /"b"/);
});

test('each value knows its line, and a path to nothing that of the nearest thing above', () => {
  const source = readJson('{\n  "a": {\n    "b.c": [\n      1\n    ]\n  }\n}');
  assert.equal(source.lineOf(['a', 'b.c']), 3);
  assert.equal(source.lineOf(['a', 'b.c', 0]), 4);
  assert.equal(source.lineOf(['a', 'x']), 2);
  assert.equal(source.lineOf([]), 1);
});

test('a text with a byte order mark and Windows line ends is read', () => {
  assert.deepEqual(readJson('\ufeff{\r\n "a": "b"\r\n}').value, { a: 'b' });
});

test('each value knows where it begins and ends, its key, and nothing of what is not there', () => {
  const text = '\ufeff{ "a": { "b" : "c" }, "d": [ 12 ] }';
  const source = readJson(text);
  const cut = (path: (string | number)[], from: 'key' | 'start') =>
    text.slice(source.placeOf(path)![from], source.placeOf(path)!.end);
  assert.equal(cut(['a', 'b'], 'start'), '"c"');
  assert.equal(cut(['a', 'b'], 'key'), '"b" : "c"');
  assert.equal(cut(['a'], 'start'), '{ "b" : "c" }');
  assert.equal(cut(['d', 0], 'key'), '12');
  assert.equal(cut([], 'start'), text.slice(1));
  assert.equal(source.placeOf(['a', 'x']), undefined);
});
