import { markup, type Markup } from '../build/markup.ts';
import type { Service } from '../build/read-catalogue.ts';
import type { View } from '../build/view.ts';

/** “from €95 per wheel”; nothing where the catalogue names no price. */
export function priceOf({ price }: Service, { text, money, choose }: View): Markup | undefined {
  if (!price) return undefined;
  const amount = money(price.amount);
  const per = price.per && markup` <small>${choose(price.per)}</small>`;
  return markup`<span class="price">${price.from ? text('price.from', { price: amount }) : amount}${per}</span>`;
}
