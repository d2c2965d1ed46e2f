import ts from 'typescript';

/** The string literals of a script. A template literal has `*` for each part that is put in; so has a text that ends where one is added. */
export function readLiterals(text: string): { line: number; text: string }[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const found: { line: number; text: string }[] = [];

  function walk(node: ts.Node): void {
    const literal = literalOf(node);
    if (literal !== undefined) {
      found.push({ line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, text: literal });
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
