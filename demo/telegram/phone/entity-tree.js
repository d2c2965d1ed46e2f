// @ts-check
/**
 * @typedef {{ type: string, offset: number, length: number, url?: string, language?: string }} Entity
 * @typedef {string | { entity: Entity, children: TextNode[] }} TextNode
 */

/**
 * A text and its entities (UTF-16 offsets) as a tree. Entities that cross each other are cut at the border of the outer one.
 * @param {string} text
 * @param {readonly Entity[]} [entities]
 * @returns {TextNode[]}
 */
export function entityTree(text, entities = []) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, sorted, { start: 0, end: text.length });
}

/**
 * @param {string} text
 * @param {Entity[]} entities sorted, all beginning inside the range; consumed from the front
 * @param {{ start: number, end: number }} range
 * @returns {TextNode[]}
 */
function build(text, entities, range) {
  /** @type {TextNode[]} */
  const nodes = [];
  let at = range.start;
  for (let entity = entities[0]; entity && entity.offset < range.end; entity = entities[0]) {
    entities.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, range.end);
    if (end <= start) continue;
    if (start > at) nodes.push(text.slice(at, start));
    nodes.push({ entity, children: build(text, entities, { start, end }) });
    at = end;
  }
  if (at < range.end) nodes.push(text.slice(at, range.end));
  return nodes;
}
