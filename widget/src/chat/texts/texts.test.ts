import { expect } from '@open-wc/testing';
import { createTexts, type Texts } from './texts.ts';
import type { TextTree } from './translate.ts';

async function textsOf(locale: string): Promise<Texts> {
  return createTexts((await (await fetch(`/locales/${locale}/widget.json`)).json()) as TextTree, locale);
}

const clock = (hours: number, minutes: number) => new Date(2026, 10, 20, hours, minutes).toISOString();
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

describe('the texts of a language', () => {
  it('tell the time as its readers count the hours', async () => {
    const [en, ru] = [await textsOf('en'), await textsOf('ru')];
    const times = [clock(0, 5), clock(9, 7), clock(12, 0), clock(21, 30)];
    expect(times.map(en.time)).to.deep.equal(['12:05 AM', '9:07 AM', '12:00 PM', '9:30 PM']);
    expect(times.map(ru.time)).to.deep.equal(['0:05', '9:07', '12:00', '21:30']);
  });

  it('name today and yesterday, and write older days out', async () => {
    const { day } = await textsOf('en');
    expect([0, 1].map((days) => day(daysAgo(days)))).to.deep.equal(['today', 'yesterday']);
    expect(day(new Date(2019, 2, 4).toISOString())).to.equal('March 4, 2019');
  });
});
