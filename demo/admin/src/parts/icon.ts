import { svg, html, type TemplateResult } from 'lit';

const paths = {
  back: svg`<path d="M15 5l-7 7 7 7" />`,
  next: svg`<path d="M9 5l7 7-7 7" />`,
  search: svg`<circle cx="11" cy="11" r="6.5" /><path d="M16 16l4.5 4.5" />`,
  send: svg`<path d="M5 12h14M12.500 5.500L19 12l-6.500 6.500" />`,
  download: svg`<path d="M12 4v11M7 10.500l5 5 5-5M5 20h14" />`,
  attach: svg`<path d="M19 11.500l-7.300 7.300a4.700 4.700 0 0 1-6.600-6.600l7.800-7.800a3.100 3.100 0 0 1 4.400 4.400l-7.700 7.700a1.500 1.500 0 0 1-2.200-2.200l6.800-6.700" />`,
  remove: svg`<path d="M7 7l10 10M17 7L7 17" />`,
  up: svg`<path d="M6 14l6-6 6 6" />`,
  down: svg`<path d="M6 10l6 6 6-6" />`,
  check: svg`<path d="M5 12.500l4.500 4.500L19 7.500" />`,
  quote: svg`<path d="M5 6h14v10h-8l-4 3.500V16H5z" />`,
};

export type IconName = keyof typeof paths;

/** Says nothing by itself: what it belongs to is labelled. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${paths[name]}</svg>`;
}
