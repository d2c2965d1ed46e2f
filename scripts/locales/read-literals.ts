import ts from 'typescript';

export interface Literal {
  line: number;
  /** `*` stands for each part that is put in; so has a text that ends where one is added. */
  text: string;
  /** It stands in a call of `t`: certainly a key, whatever it looks like. */
  isAsked?: boolean;
  /** The call hands over a `count`. */
  isPlural?: boolean;
}

/** What the texts of a language are asked by: `t('composer.send')`, `words.t(locale, 'widget:composer.send')`, on the site `text('home.title')`. */
const ASKING = new Set(['t', 'text']);

/** The string literals of a script. */
export function readLiterals(text: string): Literal[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: Literal[] = [];

  function walk(node: ts.Node): void {
    const literal = literalOf(node);
    if (literal !== undefined) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push({ line, text: literal, ...callOf(node) });
    }
    ts.forEachChild(node, walk);
  }

  walk(source);
  return found;
}

function literalOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return /[.:]$/.test(node.text) ? `${node.text}*` : node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `*${literal.text}`).join('');
}

function callOf(node: ts.Node): Pick<Literal, 'isAsked' | 'isPlural'> {
  const call = node.parent;
  if (!call || !ts.isCallExpression(call) || !ts.isStringLiteralLike(node)) return {};
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  const isAsked = ts.isIdentifier(callee) && ASKING.has(callee.text);
  const values = call.arguments.filter(ts.isObjectLiteralExpression).flatMap(({ properties }) => [...properties]);
  const isPlural = values.some(({ name }) => name && ts.isIdentifier(name) && name.text === 'count');
  return { ...(isAsked && { isAsked }), ...(isPlural && { isPlural }) };
}
