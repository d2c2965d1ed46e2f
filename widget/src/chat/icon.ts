import { html, type TemplateResult } from 'lit/html.js';

/** Line drawings on a grid of 24. Those of what is loaded later stand there. */
const PATHS = {
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'M12 19V5M5 12l7-7 7 7',
  stop: 'M8 8h8v8H8z',
  check: 'M5 12l5 5L19 7',
  checks: 'M1 12l5 5L15 7M12 15l2 2L23 7',
  clock: 'M12 8v4l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  alert: 'M12 8v5M12 16v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return drawing(name, PATHS[name]);
}

export function drawing(name: string, path: string): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true" class="icon-${name}"><path d=${path}></path></svg>`;
}
