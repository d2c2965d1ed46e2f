export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
}

export type TextNode = string | { entity: Entity; children: TextNode[] };

export function entityTree(text: string, entities?: readonly Entity[]): TextNode[];
