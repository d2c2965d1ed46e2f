import type { ProactiveRuleView } from '@agent-chat/sdk/protocol';
import { expect } from '@open-wc/testing';
import { PageWatch, type Clock } from './page-watch.ts';

/** Time passes when the test says so. */
function fakeClock(): Clock & { pass(seconds: number): void; timers(): number } {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      waiting.push(timer);
      return () => (waiting = waiting.filter((one) => one !== timer));
    },
    pass(seconds) {
      const end = now + seconds * 1000;
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!next) break;
        now = next.at;
        waiting = waiting.filter((one) => one !== next);
        next.run();
      }
      now = end;
    },
    timers: () => waiting.length,
  };
}

const rule = (id: string, when: ProactiveRuleView['when']): ProactiveRuleView => ({ id, when, text: id, choices: [] });

function watch(...rules: ProactiveRuleView[]) {
  const clock = fakeClock();
  const fired: string[] = [];
  const page = new PageWatch({ rules, visitor: 'new', fire: ({ id }) => fired.push(id), clock });
  return { clock, fired, page };
}

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('a watched page', () => {
  afterEach(() => delete (document as { hidden?: boolean }).hidden);

  it('fires the first rule that holds, once, and leaves no timer behind', () => {
    const { clock, fired } = watch(rule('late', { delay: 30 }), rule('early', { delay: 20 }));
    clock.pass(19.9);
    expect(fired).to.deep.equal([]);
    clock.pass(60);
    expect(fired).to.deep.equal(['early']);
    expect(clock.timers()).to.equal(0);
  });

  it('counts only the time for which it is seen, and says nothing to a page that is not', () => {
    const { clock, fired, page } = watch(rule('stay', { delay: 20 }), rule('cart', { event: { name: 'cart' } }));
    clock.pass(15);
    setHidden(true);
    expect(clock.timers()).to.equal(0);
    clock.pass(100);
    page.track({ name: 'cart' });
    expect(fired).to.deep.equal([]);
    setHidden(false);
    expect(fired).to.deep.equal(['cart']);
  });

  it('goes on counting when it is seen again', () => {
    const { clock, fired } = watch(rule('stay', { delay: 20 }));
    clock.pass(15);
    setHidden(true);
    clock.pass(100);
    setHidden(false);
    clock.pass(4.9);
    expect(fired).to.deep.equal([]);
    clock.pass(0.1);
    expect(fired).to.deep.equal(['stay']);
  });

  it('is idle only while nothing is done on it', () => {
    const { clock, fired, page } = watch(rule('rest', { idle: 10 }));
    clock.pass(8);
    window.dispatchEvent(new Event('pointermove'));
    clock.pass(9);
    expect(fired).to.deep.equal([]);
    clock.pass(1.1);
    expect(fired).to.deep.equal(['rest']);
    page.end();
  });

  it('notices a pointer that leaves, and what the page tells', () => {
    const leaving = watch(rule('leave', { exitIntent: true }));
    expect(leaving.clock.timers()).to.equal(0);
    document.documentElement.dispatchEvent(new MouseEvent('mouseleave'));
    expect(leaving.fired).to.deep.equal(['leave']);

    const told = watch(rule('cart', { event: { name: 'cart', where: { total: { min: 100 } } } }));
    told.page.track({ name: 'cart', data: { total: 99 } });
    expect(told.fired).to.deep.equal([]);
    told.page.track({ name: 'cart', data: { total: 100 } });
    expect(told.fired).to.deep.equal(['cart']);
  });

  it('notices how far it is scrolled', async () => {
    const tall = document.createElement('div');
    Object.assign(tall.style, { height: '5000px' });
    document.body.append(tall);
    const { fired, page } = watch(rule('deep', { scroll: 50 }));
    scrollTo(0, 100);
    await new Promise((done) => setTimeout(done, 100));
    expect(fired).to.deep.equal([]);
    scrollTo(0, 4000);
    await new Promise((done) => setTimeout(done, 100));
    expect(fired).to.deep.equal(['deep']);
    page.end();
    tall.remove();
    scrollTo(0, 0);
  });
});
