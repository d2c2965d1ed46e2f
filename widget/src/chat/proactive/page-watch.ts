import type { ProactiveRuleView } from '@agent-chat/sdk/protocol';
import { holds, secondsLeft, type PageSignals, type PageTold } from './rules.ts';

export interface Clock {
  /** Milliseconds since the page began. */
  now(): number;
  /** Gives back the way to call it off. */
  after(milliseconds: number, run: () => void): () => void;
}

export interface PageWatchOptions {
  rules: ProactiveRuleView[];
  visitor: PageSignals['visitor'];
  /** The first rule that holds, once; nothing is watched from then on. */
  fire(rule: ProactiveRuleView): void;
  clock?: Clock;
}

const pageClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
const DOINGS = ['pointermove', 'pointerdown', 'keydown'];
/** Above this an idle page would be looked at too often, below it nobody notices. */
const LEAST_WAIT = 50;

/** Watches a page until a rule holds: one listener for each kind of thing that a rule asks for, and one timer, while the page is seen. */
export class PageWatch {
  #options: PageWatchOptions;
  #clock: Clock;
  #path = location.pathname;
  /** Milliseconds for which it was seen before, and since when it is seen. */
  #seen = 0;
  #since: number | undefined;
  #active: number;
  #scroll = 0;
  #exitIntent = false;
  #events: PageTold[] = [];
  #calledOff = () => {};
  #over = new AbortController();

  constructor(options: PageWatchOptions) {
    this.#options = options;
    this.#clock = options.clock ?? pageClock;
    this.#active = this.#clock.now();
    // Whoever came to see the page has seen it since it began.
    if (!document.hidden) this.#since = 0;
    this.#listen();
    this.#look();
  }

  track(told: PageTold): void {
    this.#events.push(told);
    this.#look();
  }

  end(): void {
    this.#over.abort();
    this.#calledOff();
  }

  #listen(): void {
    const { signal } = this.#over;
    const asks = (kind: keyof ProactiveRuleView['when']) => this.#options.rules.some(({ when }) => kind in when);
    const on = (target: EventTarget, event: string, handle: () => void) =>
      target.addEventListener(event, handle, { passive: true, signal });
    on(document, 'visibilitychange', () => this.#turned());
    const isIdle = asks('idle');
    if (asks('scroll') || isIdle) on(window, 'scroll', () => this.#scrolled());
    if (asks('scroll')) this.#scroll = scrolledTo();
    if (isIdle) for (const doing of DOINGS) on(window, doing, () => (this.#active = this.#clock.now()));
    if (asks('exitIntent')) on(document.documentElement, 'mouseleave', () => this.#left());
    const { navigation } = window as { navigation?: EventTarget };
    if (asks('url') && navigation) on(navigation, 'currententrychange', () => this.#moved());
  }

  #turned(): void {
    const now = this.#clock.now();
    if (!document.hidden) this.#since = this.#active = now;
    else if (this.#since !== undefined) {
      this.#seen += now - this.#since;
      this.#since = undefined;
    }
    this.#look();
  }

  #scrolled(): void {
    this.#active = this.#clock.now();
    const scroll = scrolledTo();
    if (scroll <= this.#scroll) return;
    this.#scroll = scroll;
    this.#look();
  }

  #left(): void {
    this.#exitIntent = true;
    this.#look();
  }

  /** A page that draws itself anew: its time begins again. */
  #moved(): void {
    if (location.pathname === this.#path) return;
    this.#path = location.pathname;
    this.#seen = this.#scroll = 0;
    this.#exitIntent = false;
    this.#since = this.#active = this.#clock.now();
    this.#look();
  }

  /** Nothing is said to a page that nobody sees. */
  #look(): void {
    this.#calledOff();
    if (this.#since === undefined || this.#over.signal.aborted) return;
    const signals = this.#signals(this.#since);
    const { rules, fire } = this.#options;
    const rule = rules.find(({ when }) => holds(when, signals));
    if (rule) {
      this.end();
      return fire(rule);
    }
    const waits = rules.map(({ when }) => secondsLeft(when, signals) * 1000).filter((wait) => wait > 0);
    if (waits.length > 0) {
      this.#calledOff = this.#clock.after(Math.max(LEAST_WAIT, Math.min(...waits)), () => this.#look());
    }
  }

  #signals(since: number): PageSignals {
    const now = this.#clock.now();
    return {
      path: this.#path,
      seconds: (this.#seen + now - since) / 1000,
      idle: (now - this.#active) / 1000,
      scroll: this.#scroll,
      exitIntent: this.#exitIntent,
      events: this.#events,
      visitor: this.#options.visitor,
    };
  }
}

/** Percent; a page that is seen whole has been scrolled through. */
function scrolledTo(): number {
  const { scrollHeight, clientHeight } = document.documentElement;
  const way = scrollHeight - clientHeight;
  return way > 0 ? (scrollY / way) * 100 : 100;
}
