import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { WEEKDAYS, type OfficeHours } from './kinds/office-hours.ts';
import { officeState } from './office.ts';

const HOUR = 3_600_000;
const week = [{ from: '09:00', to: '18:00' }];
const dublin: OfficeHours = {
  timezone: 'Europe/Dublin',
  days: { mon: week, tue: week, wed: week, thu: week, fri: week, sat: [{ from: '10:00', to: '16:00' }] },
  holidays: ['12-25', '2026-12-28'],
  away: { text: 'widget-more:away.text' },
};
const seen = (hours: OfficeHours, at: string) => {
  const { open, opensAt, until } = officeState(hours, new Date(at));
  return { open, opensAt: opensAt?.toISOString(), until: until.toISOString() };
};

test('it is open between its hours and says when that ends', () => {
  const until = '2026-11-25T18:00:00.000Z';
  assert.deepEqual(seen(dublin, '2026-11-25T09:00:00Z'), { open: true, opensAt: undefined, until });
  assert.deepEqual(seen(dublin, '2026-11-25T17:59:59Z'), { open: true, opensAt: undefined, until });
  assert.equal(seen(dublin, until).open, false);
});

test('closed, it opens on the next day that is neither closed nor a holiday', () => {
  assert.equal(seen(dublin, '2026-11-25T08:00:00Z').opensAt, '2026-11-25T09:00:00.000Z');
  assert.equal(seen(dublin, '2026-11-28T16:00:00Z').opensAt, '2026-11-30T09:00:00.000Z');
  assert.equal(seen(dublin, '2026-12-24T20:00:00Z').opensAt, '2026-12-26T10:00:00.000Z');
  assert.equal(seen(dublin, '2026-12-26T20:00:00Z').opensAt, '2026-12-29T09:00:00.000Z');
});

test('summer time moves the hours with the clock on the wall', () => {
  assert.equal(seen(dublin, '2026-03-28T20:00:00Z').opensAt, '2026-03-30T08:00:00.000Z');
  assert.equal(seen(dublin, '2026-10-24T20:00:00Z').opensAt, '2026-10-26T09:00:00.000Z');
});

test('an hour that the clock jumps over begins as much later, one that it shows twice is open twice', () => {
  const night = [{ from: '02:30', to: '05:00' }];
  const berlin = { ...dublin, timezone: 'Europe/Berlin', days: { sun: night } };
  assert.equal(seen(berlin, '2026-03-28T20:00:00Z').opensAt, '2026-03-29T01:30:00.000Z');
  assert.equal(seen(berlin, '2026-10-24T20:00:00Z').opensAt, '2026-10-25T00:30:00.000Z');
  assert.equal(seen(berlin, '2026-10-25T01:15:00Z').open, true);
});

test('who never opens does not say when; ranges that meet are one', () => {
  const never = seen({ ...dublin, days: {} }, '2026-11-25T10:00:00Z');
  assert.deepEqual([never.open, never.opensAt], [false, undefined]);
  const all = [{ from: '00:00', to: '24:00' }];
  const always = { ...dublin, days: Object.fromEntries(WEEKDAYS.map((day) => [day, all])), holidays: [] };
  assert.equal(seen(always, '2026-11-25T23:59:59Z').open, true);
  assert.equal(seen(always, '2026-11-26T00:00:00Z').open, true);
});

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
const clock = fc.integer({ min: 0, max: 96 }).map((quarter) => {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
});
const ranges = fc.array(
  fc
    .uniqueArray(clock, { minLength: 2, maxLength: 2 })
    .map((pair) => pair.toSorted())
    .map(([from, to]) => ({ from: from!, to: to! })),
  { maxLength: 2 },
);
const officeHours = fc.record({
  timezone: zone,
  days: fc.dictionary(fc.constantFrom(...WEEKDAYS), ranges),
  holidays: fc.subarray(['01-01', '05-01', '12-25', '2026-06-15']),
  away: fc.constant(dublin.away),
}) as fc.Arbitrary<OfficeHours>;
const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2032-01-01'), noInvalidDate: true });

/** By the clock on the wall, the way a person looks it up. */
function isOnTheSign({ timezone, days, holidays }: OfficeHours, at: Date): boolean {
  const text = at.toLocaleString('sv-SE', { timeZone: timezone });
  const [date, time] = text.split(' ') as [string, string];
  if (holidays.includes(date) || holidays.includes(date.slice(5))) return false;
  const day = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
  return (days[day] ?? []).some(({ from, to }) => from <= time.slice(0, 5) && time.slice(0, 5) < to);
}

const isSteady = ({ timezone }: OfficeHours, at: Date, hours: number) => {
  const shown = (date: Date) => date.toLocaleString('en', { timeZone: timezone, timeZoneName: 'longOffset' }).slice(-9);
  const around = [-hours, -hours / 2, 0, hours / 2, hours].map((change) =>
    shown(new Date(at.valueOf() + change * HOUR)),
  );
  return new Set(around).size === 1;
};

test('in any time zone it is open as its sign says, but for the hours in which clocks are changed', () => {
  fc.assert(
    fc.property(officeHours, moment, (hours, at) => {
      fc.pre(isSteady(hours, at, 26));
      assert.equal(officeState(hours, at).open, isOnTheSign(hours, at));
    }),
    { numRuns: 400 },
  );
});

test('in any time zone it opens when it says, not before, and stays as it is until it says', () => {
  fc.assert(
    fc.property(
      officeHours,
      moment,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (hours, at, part) => {
        const { open, opensAt, until } = officeState(hours, at);
        assert.ok(until > at);
        const between = new Date(at.valueOf() + Math.floor(part * (until.valueOf() - at.valueOf())));
        assert.equal(officeState(hours, between).open, open);
        if (!opensAt) return;
        assert.equal(open, false);
        assert.equal(officeState(hours, opensAt).open, true);
        assert.equal(officeState(hours, new Date(opensAt.valueOf() - 1)).open, false);
      },
    ),
    { numRuns: 300 },
  );
});
