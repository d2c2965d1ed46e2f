import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TransferFault } from './transfer-format.ts';
import { readXml } from './xml-reader.ts';
import { escapeAttribute, escapeText, NOT_XML } from './xml-writer.ts';

test('elements, attributes, references, CDATA, comments and lines are read', () => {
  const root = readXml(
    '\uFEFF<?xml version="1.0"?>\n<!-- <no/> -->\n<a x="1 &lt; 2" y=\'"\'>t &#x41;&#66;&amp;\n<b/><![CDATA[<&]]>\r\n<c>d</c ></a>\n',
  );
  assert.deepEqual(root, {
    name: 'a',
    line: 3,
    attributes: { x: '1 < 2', y: '"' },
    children: [
      't AB&\n',
      { name: 'b', line: 4, attributes: {}, children: [] },
      '<&',
      '\n',
      { name: 'c', line: 5, attributes: {}, children: ['d'] },
    ],
  });
});

test('what is not well-formed is refused on its line, and a document type at all', () => {
  const broken: [string, number][] = [
    ['<a>\n</b>', 2],
    ['<a>\n<b>', 2],
    ['<a>\n<b x=1/></a>', 2],
    ['<a>\n&nbsp;</a>', 1],
    ['<a>\n<b>&amp</b></a>', 2],
    ['</a>', 1],
    ['', 1],
    ['text', 1],
    ['<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>', 1],
  ];
  for (const [text, line] of broken) {
    assert.throws(
      () => readXml(text),
      (error) => error instanceof TransferFault && error.line === line,
      text,
    );
  }
});

test('any text that XML can hold is read as it was written', () => {
  const text = fc.string({ unit: 'binary' }).map((letters) => letters.replace(NOT_XML, ''));
  fc.assert(
    fc.property(text, text, (inside, attribute) => {
      const root = readXml(`<a b="${escapeAttribute(attribute)}">${escapeText(inside)}</a>`);
      assert.equal(root.children.join(''), inside);
      assert.equal(root.attributes.b, attribute);
    }),
  );
});
