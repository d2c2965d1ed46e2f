import { MarkdownView } from '../../../../widget/src/chat/markdown/markdown-view.ts';

/** Markdown as the visitor sees it, without an HTML parser in between. */
export class MarkdownText extends HTMLElement {
  #view = new MarkdownView(this);

  set text(text: string) {
    this.#view.update(text);
  }
}

customElements.define('markdown-text', MarkdownText);
