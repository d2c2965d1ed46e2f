/** The only elements that Markdown may become; none of them loads anything. */
export type MarkdownTag =
  | 'p'
  | 'h3'
  | 'strong'
  | 'em'
  | 'del'
  | 'code'
  | 'pre'
  /** Adds the language and a button that copies. */
  | 'agent-chat-code'
  | 'a'
  | 'br'
  | 'hr'
  | 'ul'
  | 'ol'
  | 'li'
  | 'blockquote'
  | 'div'
  | 'table'
  | 'thead'
  | 'tbody'
  | 'tr'
  | 'th'
  | 'td';

export interface MarkdownElement {
  tag: MarkdownTag;
  children: MarkdownNode[];
  attributes?: Record<string, string>;
}
export type MarkdownNode = string | MarkdownElement;

export function element(
  tag: MarkdownTag,
  children: MarkdownNode[] = [],
  attributes?: Record<string, string>,
): MarkdownElement {
  return attributes ? { tag, children, attributes } : { tag, children };
}
