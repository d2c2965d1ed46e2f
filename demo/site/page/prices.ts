/** Amounts that the FAQ names and the catalogue does not; `site.test.ts` holds them against the FAQ. */
export const PRICES = {
  /** Above this the workshop asks first. */
  askFirst: 15,
  hour: 60,
  puncture: 14,
  tyre: 12,
  chain: 15,
  truing: 15,
  pads: 18,
  gears: 19,
  wash: 20,
  battery: 25,
};
