import type { LeadDetails } from '../lead.ts';
import type { Known } from '../../content/words.ts';

/** Locale texts in the language of whoever exports. */
export type Translate = <const Key extends string>(key: Known<Key>) => string;

/** What a table of leads shows, in order; each label is the locale key `scenarios:leadFields.<name>`. */
export const leadColumns = [
  'id',
  'createdAt',
  'status',
  'name',
  'phone',
  'email',
  'need',
  'details',
  'channel',
  'locale',
  'site',
  'scenario',
  'consentAt',
  'consentText',
  'updatedAt',
] as const;

/** Shown in columns of their own. */
const contactFields = ['name', 'phone', 'email'];

export function leadHeader(t: Translate): string[] {
  return leadColumns.map((column) => t(`scenarios:leadFields.${column}`));
}

export function leadCells(lead: LeadDetails, t: Translate): string[] {
  return leadColumns.map((column) => {
    if (column === 'details') return details(lead, t);
    if (column === 'site') return lead.siteId;
    if (column === 'scenario') return lead.scenarioId ?? '';
    return lead[column] ?? '';
  });
}

function details({ fields }: LeadDetails, t: Translate): string {
  const others = fields.filter(({ key }) => !contactFields.includes(key));
  return others.map(({ label, value }) => `${t(label)}: ${value}`).join('\n');
}
