import { markup, type Markup } from '../build/markup.ts';

/** The drawings of `images/icons.svg`. */
const DRAWN = [
  'brand',
  'basic-tune-up',
  'full-service',
  'e-bike-check',
  'wheel-building',
  'bike-fitting',
  'winter-storage',
  'pickup-delivery',
  'kids-bike-check',
  'service-plan',
];

/** A drawing in the colour of the text around it; the brand's for a service that has none. */
export function icon(name: string): Markup {
  const drawing = DRAWN.includes(name) ? name : 'brand';
  return markup`<svg class="icon" viewBox="0 0 32 32" aria-hidden="true"><use href="/images/icons.svg#${drawing}"></use></svg>`;
}
