import { WEEKDAYS, type OfficeHours } from './kinds/office-hours.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Who is closed for longer than a year does not say when he opens. */
const LOOK_AHEAD = 370;

export interface OfficeState {
  open: boolean;
  /** When people are there again, while they are not; undefined when that is never. */
  opensAt?: Date;
  /** Until then all of this holds. */
  until: Date;
}

interface Interval {
  start: number;
  end: number;
}

/**
 * Whether people are there. Hours are those of the office's own clock: where it jumps over one, what should happen then happens as much later; where
 * it shows one twice, a range begins with the first and ends with the second.
 */
export function officeState(hours: OfficeHours, now: Date): OfficeState {
  const at = now.valueOf();
  const offset = (instant: number) => offsetAt(hours.timezone, instant);
  const today = Math.floor((at + offset(at)) / DAY);
  let open: Interval | undefined;
  for (let day = today - 1; day <= today + LOOK_AHEAD; day++) {
    for (const interval of intervalsOf(hours, day, offset)) {
      if (open && interval.start > open.end) return { open: true, until: new Date(open.end) };
      if (open) open.end = Math.max(open.end, interval.end);
      else if (interval.start <= at && at < interval.end) open = interval;
      else if (interval.start > at)
        return { open: false, opensAt: new Date(interval.start), until: new Date(interval.start) };
    }
    if (open && day > today + 1) return { open: true, until: new Date(open.end) };
  }
  return { open: Boolean(open), until: new Date(open?.end ?? at + DAY) };
}

/** `day`: days since 1970 of the office's calendar. */
function intervalsOf({ days, holidays }: OfficeHours, day: number, offset: (instant: number) => number): Interval[] {
  const date = new Date(day * DAY);
  const iso = date.toISOString().slice(0, 10);
  if (holidays.includes(iso) || holidays.includes(iso.slice(5))) return [];
  const ranges = days[WEEKDAYS[date.getUTCDay()]!] ?? [];
  return ranges
    .map(({ from, to }) => ({
      start: Math.min(...instantsOf(day * DAY + minutes(from) * MINUTE, offset)),
      end: Math.max(...instantsOf(day * DAY + minutes(to) * MINUTE, offset)),
    }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start);
}

/** When a clock shows `wall`: once, twice where it is set back, never where it is set forward; then as much later. */
function instantsOf(wall: number, offset: (instant: number) => number): number[] {
  const before = wall - offset(wall - DAY);
  const after = wall - offset(wall + DAY);
  const shown = [before, after].filter((instant) => instant + offset(instant) === wall);
  return shown.length > 0 ? shown : [before];
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** Making a formatter costs a thousand times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that the clocks of the zone are ahead of UTC. */
function offsetAt(timeZone: string, instant: number): number {
  const known = formats.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat('en-US', { ...FIELDS, timeZone });
  if (!known) formats.set(timeZone, format);
  const field = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const wall = Date.UTC(field.year!, field.month! - 1, field.day, field.hour, field.minute, field.second);
  return wall - Math.floor(instant / 1000) * 1000;
}

const FIELDS = {
  ...{ year: 'numeric', month: 'numeric', day: 'numeric', hourCycle: 'h23' },
  ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
} as const satisfies Intl.DateTimeFormatOptions;
