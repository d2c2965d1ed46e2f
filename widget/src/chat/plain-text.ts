/** Markdown for the ear: words without marks, links without addresses. What is longer than a listener would bear is in the log to be read. */
export function plainText(markdown: string): string {
  return markdown
    .slice(0, 2_000)
    .replace(/!?\[([^\]]{0,500})\]\([^)\s]{0,2000}\)/g, '$1')
    .replace(/^ {0,3}(?:#{1,6}|>|[-*+]) /gm, '')
    .replace(/[*_`~|]+/g, '')
    .trim();
}
