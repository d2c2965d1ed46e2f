import { html, type TemplateResult } from 'lit/html.js';

/** A line drawing on a grid of 24. What is always on the screen is drawn by style sheets alone: `drawn-styles.ts`. */
export function drawing(name: string, path: string): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true" class="icon-${name}"><path d=${path}></path></svg>`;
}
