import { expect } from '@open-wc/testing';
import { safeHref } from './safe-href.ts';

describe('a safe address', () => {
  it('is one of the web, of mail, of a telephone, or a path of this site', () => {
    expect(safeHref('https://x.io/a b')).to.equal('https://x.io/a%20b');
    expect(safeHref('mailto:a@b.c')).to.equal('mailto:a@b.c');
    expect(safeHref('tel:+49301')).to.equal('tel:+49301');
    expect(safeHref('/prices')).to.equal(`${location.origin}/prices`);
  });

  it('is nothing that could run, load or read a file', () => {
    const refused = [
      'javascript:1',
      ' javascript:1',
      'java\nscript:1',
      'data:text/html,x',
      'blob:https://x.io/1',
      'file:///etc/passwd',
      'x',
      '',
    ];
    for (const address of refused) expect(safeHref(address)).to.equal(undefined, address);
  });
});
