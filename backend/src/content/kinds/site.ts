import type { SiteFeatures } from '@agent-chat/sdk/protocol';
import { z } from 'zod';
import { hashToken } from '../../token.ts';
import { ContentFault, type ContentKind, type ContentView } from '../content-kind.ts';
import { localText, type LocalText } from '../local-text.ts';
import { isLocaleTag } from '../locale-tag.ts';
import { checkYaml, lineOf, readYaml } from '../yaml.ts';
import { officeHoursSchema, type OfficeHours } from './office-hours.ts';
import { proactiveSchema, type ProactiveRule } from './proactive.ts';
import { uploadsSchema, type SiteUploads } from './uploads.ts';

/** One place where the tag stands. */
export interface Site {
  id: string;
  name: LocalText;
  /** Origins whose pages may open a chat: `self` is the server's own, `*` any (then it stands alone). */
  origins: string[];
  /** Id of the agent who answers. */
  agent: string;
  /** Offered languages; the first one is used where the visitor's own is not offered. */
  locales: string[];
  /** ISO 3166 code: how a phone number without a country is read. */
  country: string;
  /** Channels that a conversation may be continued in. */
  channels: string[];
  uploads: SiteUploads;
  /** Asked for before the first message. */
  consent?: { text: LocalText; url?: string };
  features: SiteFeatures;
  /** The first whose conditions hold speaks. */
  proactive: ProactiveRule[];
  /** Undefined: always open. */
  officeHours?: OfficeHours;
}

/** The site of a tag that names none. */
export const DEFAULT_SITE = 'default';

const id = z.string().regex(/^[a-z\d]+(-[a-z\d]+)*$/);
const origin = z
  .string()
  .refine(isOrigin, 'an origin is scheme, host and port only')
  .describe('An origin such as https://shop.example, `self` for the own server, or `*` alone for any');

const features = z.strictObject({
  dictation: z
    .boolean()
    .default(false)
    .describe("Speech goes to the maker of the visitor's browser, who writes it down"),
  readAloud: z.boolean().default(true),
  sound: z.boolean().default(true).describe('Offered in the menu, off until the visitor turns it on'),
  notifications: z.boolean().default(true).describe('Notices of the system; offered in the menu, likewise'),
});

const site = z.strictObject({
  id: id.describe('The site attribute of the tag; a tag without one belongs to `default`'),
  name: localText,
  origins: z.array(origin).min(1),
  agent: id.describe('Id of a file in agents/'),
  locales: z.array(z.string().refine(isLocaleTag, 'not a BCP 47 tag')).min(1),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('ISO 3166 code that phone numbers without a country belong to'),
  consent: z
    .strictObject({
      text: localText.describe('What the visitor agrees to, in plain words'),
      url: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('Where more of it is to be read'),
    })
    .optional()
    .describe('Asked for before the first message; a changed text is asked for again'),
  channels: z.array(id).default([]).describe('Channels that a conversation may be continued in, e.g. telegram'),
  uploads: uploadsSchema.describe('What visitors may attach to a message'),
  features: features.prefault({}).describe('What the chat offers beyond writing'),
  proactive: proactiveSchema.describe('When the agent speaks first on a page'),
  officeHours: officeHoursSchema.optional().describe('When people are there; without it, always'),
});

/** For the JSON Schema that editors check `sites.yaml` with. */
export const sitesSchema = z.strictObject({ sites: z.array(site).min(1) });

export const siteKind: ContentKind<Site[]> = {
  name: 'sites',
  matches: (path) => path === 'sites.yaml',
  parse: parseSites,
  required: 'Write prompts/sites.yaml with at least the site `default`; prompts/schemas/sites.json describes it.',
};

export function siteById(view: ContentView<Site[]>, wanted: string = DEFAULT_SITE): Site | undefined {
  return [...view.all().values()].flat().find((candidate) => candidate.id === wanted);
}

/** Whether a page of `origin` may open a chat of the site; `isOwn`: it is one of this server's. */
export function isOriginAllowed({ origins }: Site, origin: string, isOwn: boolean): boolean {
  return origins.some((allowed) => allowed === '*' || (allowed === 'self' ? isOwn : allowed === origin));
}

const versions = new WeakMap<object, string>();

/** Of the text that the site asks consent for: another one when a word of it changes. Undefined where it asks for none. */
export function consentVersion(owner: Site | undefined): string | undefined {
  if (!owner?.consent) return undefined;
  const version = versions.get(owner.consent) ?? hashToken(JSON.stringify(owner.consent)).slice(0, 16);
  versions.set(owner.consent, version);
  return version;
}

function parseSites(text: string): Site[] {
  const source = readYaml(text);
  const { sites } = checkYaml(source, sitesSchema);
  for (const [index, { id: own, origins, proactive }] of sites.entries()) {
    const line = (key: string) => lineOf(source, ['sites', index, key]);
    const twice = sites.findIndex((other) => other.id === own) < index;
    if (twice)
      throw new ContentFault(`the site \`${own}\` stands twice`, {
        line: line('id'),
        expected: 'an id of its own',
        found: own,
      });
    const double = proactive.findIndex(({ id }, at) => proactive.findIndex((other) => other.id === id) < at);
    if (double >= 0)
      throw new ContentFault(`the rule \`${proactive[double]!.id}\` stands twice`, {
        line: lineOf(source, ['sites', index, 'proactive', double, 'id']),
        expected: 'an id of its own',
        found: proactive[double]!.id,
      });
    if (origins.includes('*') && origins.length > 1) {
      throw new ContentFault('`*` already allows every origin', {
        line: line('origins'),
        expected: "['*'] alone",
        found: origins.join(', '),
      });
    }
  }
  if (sites.some((candidate) => candidate.id === DEFAULT_SITE)) return sites;
  throw new ContentFault('no site is called `default`', {
    line: lineOf(source, ['sites']),
    expected: 'a site with the id `default`',
  });
}

function isOrigin(text: string): boolean {
  if (text === 'self' || text === '*') return true;
  return /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
