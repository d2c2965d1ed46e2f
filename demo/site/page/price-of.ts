import { markup, type Markup } from '../build/markup.ts';
import type { Service } from '../build/read-catalogue.ts';
import type { View } from '../build/view.ts';

/** “from €95 per wheel”; nothing where the catalogue names no price. */
export function priceOf({ price, per }: Service, { text, money }: View): Markup | undefined {
  if (!price) return undefined;
  const amount = money(price.amount);
  const unit = per && markup` <small>${per}</small>`;
  return markup`<span class="price">${price.from ? text('price.from', { price: amount }) : amount}${unit}</span>`;
}
