import { z } from 'zod';
import { textKey } from '../text-key.ts';

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Clock times of the office, `HH:MM`; `to` may be `24:00`. */
export interface OpenRange {
  from: string;
  to: string;
}

/** When people are there. The agent answers at any time. */
export interface OfficeHours {
  /** IANA, e.g. `Europe/Dublin`. */
  timezone: string;
  days: Partial<Record<Weekday, OpenRange[]>>;
  /** Days on which it stays closed: `2026-12-28`, or `12-25` in each year. */
  holidays: string[];
  away: {
    /** Text keys. */
    text: string;
    label?: string;
    scenario?: string;
  };
}

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const range = z
  .strictObject({ from: time, to: time })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'is not after `from`; write a night as two days' });
const scenarioId = z.string().regex(/^[a-z\d]+(-[a-z\d]+)*$/);

export const officeHoursSchema = z.strictObject({
  timezone: z.string().refine(isTimeZone, 'not an IANA time zone').describe('IANA time zone such as Europe/Dublin'),
  days: z
    .partialRecord(z.enum(WEEKDAYS), z.array(range))
    .describe('Ranges of clock times by day, e.g. mon: [{ from: "09:00", to: "18:00" }]; a day left out is closed'),
  holidays: z
    .array(z.string().refine(isDate, 'no such day; write 2026-12-28, or 12-25 for each year'))
    .default([])
    .describe('Closed days: 2026-12-28, or 12-25 in each year'),
  away: z
    .strictObject({
      text: textKey,
      label: textKey.optional().describe('What stands on the button that starts the scenario'),
      scenario: scenarioId.optional().describe('Id of a file in scenarios/, e.g. lead-capture'),
    })
    .refine(({ label, scenario }) => Boolean(label) === Boolean(scenario), {
      path: ['scenario'],
      message: 'and `label` belong together',
    }),
});

/** Whether it is a zone of the IANA, e.g. `Europe/Dublin`. */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

function isDate(text: string): boolean {
  const day = /^\d{2}-\d{2}$/.test(text) ? `2024-${text}` : text;
  const date = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(day);
}
