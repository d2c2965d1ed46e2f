/** HTML that may be put into HTML as it is. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

type Part = Markup | string | number | undefined | Part[];

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A template tag: whatever is put in and is not markup itself becomes text. Nothing is written for `undefined`. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.reduce((html, string, index) => html + render(parts[index - 1]) + string));
}

function render(part: Part): string {
  if (part instanceof Markup) return part.html;
  if (Array.isArray(part)) return part.map(render).join('\n');
  return String(part ?? '').replace(/[&<>"]/g, (character) => ESCAPES[character]!);
}
