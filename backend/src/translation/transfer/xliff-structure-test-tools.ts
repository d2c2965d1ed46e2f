import assert from 'node:assert/strict';
import { isElement, type XmlElement } from './xml-reader.ts';

interface Shape {
  /** Attributes that must be there, then those that may. */
  needs?: string[];
  may?: string[];
  /** Child elements in their order; `*` any number, `+` at least one, `?` at most one, `|` between alternatives. */
  children?: string;
  /** Letters beside the elements. */
  mixed?: true;
}

const INLINE = '(cp|ph|pc|sc|ec|mrk|sm|em)*';

/**
 * The elements of XLIFF 2.0 that may stand in a core file, after the specification's "Detailed Specification"
 * (http://docs.oasis-open.org/xliff/xliff-core/v2.0/os/xliff-core-v2.0-os.html#detailed). The schema of OASIS is in no package of Debian
 * and of npm, so what we write is held against its words.
 */
const SHAPES: Record<string, Shape> = {
  xliff: { needs: ['xmlns', 'version', 'srcLang'], may: ['trgLang', 'xml:space'], children: '(file)+' },
  file: {
    needs: ['id'],
    may: ['canResegment', 'original', 'translate', 'srcDir', 'trgDir', 'xml:space'],
    children: '(skeleton)?(notes)?(unit|group)+',
  },
  unit: {
    needs: ['id'],
    may: ['name', 'canResegment', 'translate', 'srcDir', 'trgDir', 'xml:space', 'type'],
    children: '(notes)?(originalData)?(segment|ignorable)+',
  },
  notes: { children: '(note)+' },
  note: { may: ['id', 'appliesTo', 'category', 'priority'], mixed: true },
  originalData: { children: '(data)+' },
  data: { needs: ['id'], may: ['dir', 'xml:space'], children: '(cp)*', mixed: true },
  segment: { may: ['id', 'canResegment', 'state', 'subState'], children: '(source)(target)?' },
  source: { may: ['xml:lang', 'xml:space'], children: INLINE, mixed: true },
  target: { may: ['xml:lang', 'xml:space', 'order'], children: INLINE, mixed: true },
  cp: { needs: ['hex'] },
  ph: {
    needs: ['id'],
    may: 'canCopy canDelete canReorder copyOf disp equiv dataRef subFlows subType type'.split(' '),
  },
};

const NAME_TOKEN = /^[\p{L}\p{N}.\-_:]+$/u;

/** Fails where a file is not what the specification of XLIFF 2.0 allows. */
export function assertXliffStructure(root: XmlElement): void {
  assert.equal(root.name, 'xliff');
  assert.equal(root.attributes.xmlns, 'urn:oasis:names:tc:xliff:document:2.0');
  assert.equal(root.attributes.version, '2.0');
  assertElement(root);
  const files = elementsIn(root);
  assertUnique(files);
  for (const file of files) {
    const units = elementsIn(file).filter(({ name }) => name === 'unit');
    assertUnique(units);
    units.forEach(assertUnit);
  }
}

function assertElement(element: XmlElement): void {
  const { name, attributes, children, line } = element;
  const place = `<${name}> on line ${line}`;
  const shape = SHAPES[name];
  assert.ok(shape, `${place} is no element of the core`);
  const { needs = [], may = [] } = shape;
  for (const attribute of needs) assert.ok(attribute in attributes, `${place} needs ${attribute}`);
  for (const attribute of Object.keys(attributes)) {
    assert.ok([...needs, ...may].includes(attribute), `${place} has no attribute ${attribute}`);
  }
  const order = elementsIn(element).map((child) => `<${child.name}>`);
  const pattern = (shape.children ?? '').replace(/[a-zA-Z]+/g, '<$&>');
  assert.match(order.join(''), new RegExp(`^${pattern}$`), `${place} has its children in another order`);
  const letters = children.filter((child) => typeof child === 'string').join('');
  if (!shape.mixed) assert.match(letters, /^\s*$/, `${place} holds letters`);
  elementsIn(element).forEach(assertElement);
}

function assertUnit(unit: XmlElement): void {
  const data = elementsIn(unit).flatMap((child) => (child.name === 'originalData' ? elementsIn(child) : []));
  assertUnique(data);
  for (const segment of elementsIn(unit).filter(({ name }) => name === 'segment')) {
    const { state, subState } = segment.attributes;
    assert.ok(state === undefined || ['initial', 'translated', 'reviewed', 'final'].includes(state));
    if (subState !== undefined) assert.match(subState, /^(?!xlf:)[^:]+:.+$/);
    for (const text of elementsIn(segment)) {
      const marks = elementsIn(text).filter(({ name }) => name === 'ph');
      assertUnique(marks);
      for (const { attributes } of marks) assert.ok(data.some((one) => one.attributes.id === attributes.dataRef));
    }
  }
}

function assertUnique(elements: XmlElement[]): void {
  const ids = elements.map(({ attributes }) => attributes.id!);
  for (const id of ids) assert.match(id, NAME_TOKEN);
  assert.equal(new Set(ids).size, ids.length, `ids that stand twice: ${ids.join(' ')}`);
}

function elementsIn({ children }: XmlElement): XmlElement[] {
  return children.filter(isElement);
}
