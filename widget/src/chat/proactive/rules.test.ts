import { expect } from '@open-wc/testing';
import { holds, secondsLeft, type PageSignals } from './rules.ts';

const signals = (changes: Partial<PageSignals> = {}): PageSignals => ({
  ...{ path: '/shop/bikes/', seconds: 10, idle: 3, scroll: 40, exitIntent: false, events: [], visitor: 'new' },
  ...changes,
});

describe('a rule for speaking first', () => {
  it('holds only when all its conditions do', () => {
    const when = { delay: 10, scroll: 40, idle: 3, visitor: 'new' } as const;
    expect(holds(when, signals())).to.equal(true);
    for (const change of [{ seconds: 9 }, { scroll: 39 }, { idle: 2 }, { visitor: 'returning' } as const]) {
      expect(holds(when, signals(change)), JSON.stringify(change)).to.equal(false);
    }
    expect(holds({ exitIntent: true }, signals())).to.equal(false);
    expect(holds({ exitIntent: true }, signals({ exitIntent: true }))).to.equal(true);
  });

  it('knows its pages by a pattern: one star within a folder, two across', () => {
    const on = (url: string, path?: string) => holds({ delay: 0, url }, signals(path ? { path } : {}));
    expect(['/shop/bikes', '/shop/*', '/**', '/**bikes', '/shop/**'].map((url) => on(url))).to.deep.equal(
      Array(5).fill(true),
    );
    expect(['/shop', '/*', '/shop/bike', '/shop.bikes'].map((url) => on(url))).to.deep.equal(Array(4).fill(false));
    expect(on('/', '/')).to.equal(true);
    expect(on('/a.b(c)', '/a.b(c)')).to.equal(true);
    expect(on('/a.b', '/axb')).to.equal(false);
  });

  it('takes an event by its name and by what its data must be', () => {
    const told = { name: 'cart', data: { total: 120, currency: 'EUR', gift: true } };
    const on = (where: object, data: unknown = told.data) =>
      holds({ event: { name: 'cart', where: where as never } }, signals({ events: [{ name: 'cart', data }] }));
    const fitting = [
      {},
      { total: { min: 100 } },
      { total: { max: 120 } },
      { currency: ['EUR', 'USD'] },
      { gift: true },
    ];
    expect(fitting.map((where) => on(where))).to.deep.equal(Array(5).fill(true));
    const other: object[] = [
      { total: { min: 121 } },
      { total: 12 },
      { currency: 'USD' },
      { gift: { min: 0 } },
      { constructor: 'x' },
    ];
    expect(other.map((where) => on(where))).to.deep.equal(Array(5).fill(false));
    expect(on({ total: 1 }, null)).to.equal(false);
    expect(holds({ event: { name: 'cart' } }, signals({ events: [{ name: 'basket' }] }))).to.equal(false);
  });

  it('says how long time has to go, and nothing where time is not what is missing', () => {
    expect(secondsLeft({ delay: 25 }, signals())).to.equal(15);
    expect(secondsLeft({ delay: 5, idle: 20 }, signals())).to.equal(17);
    expect(secondsLeft({ scroll: 90 }, signals())).to.equal(0);
    expect(secondsLeft({ delay: 25, url: '/elsewhere' }, signals())).to.equal(0);
  });
});
