const CONTEXT = /^msgctxt[ \t]+((?:"(?:[^"\\]|\\.)*"\s*)+)/gm;

/** The line of each entry by its context: gettext-parser does not say it. */
export function poLines(text: string): (context: string) => number {
  const lines = new Map<string, number>();
  let line = 1;
  let at = 0;
  for (const match of text.matchAll(CONTEXT)) {
    line += text.slice(at, match.index).split('\n').length - 1;
    at = match.index;
    const context = match[1]!.replace(/"\s*"/g, '').trim().slice(1, -1);
    if (!lines.has(context)) lines.set(context, line);
  }
  return (context) => lines.get(context) ?? 1;
}
