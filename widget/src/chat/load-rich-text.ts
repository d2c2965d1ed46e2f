type RichText = typeof import('./rich-text.ts');

let loaded: RichText | undefined;

/** What draws Markdown, once it is there. */
export const richText = (): RichText | undefined => loaded;

/**
 * Typing needs no Markdown: it is fetched while the connection is made, and is there before the first message is. Where it is not, the plain
 * words stand until it comes.
 */
export async function loadRichText(): Promise<RichText> {
  return (loaded ??= await import('./rich-text.ts'));
}
