import type { Message, Pick } from '@agent-chat/sdk/protocol';
import type { UploadFamily } from '../content/kinds/uploads.ts';
import type { Address } from '../conversation/address-store.ts';
import type { LinkRefusal } from '../conversation/links.ts';
import type { Person } from '../conversation/person.ts';
import type { LiveEvent } from '../conversation/live.ts';
import type { AppError } from '../errors.ts';

/** Something that a person said on a channel. */
export interface Inbound {
  siteId: string;
  channel: string;
  /** How the channel knows the person, e.g. a Telegram user id. */
  externalId: string;
  /** Where answers go, e.g. a Telegram chat id. */
  address: string;
  sender: { name?: string; locale?: string };
  text: string;
  pick?: Pick;
  scenario?: string;
  files?: InboundFile[];
  /** Unique on its channel: a repeat has no effect. */
  externalMessageId: string;
}

/** Something that a person attached there. */
export interface InboundFile {
  /** Unique on its channel: what is here already is not fetched again. */
  externalId: string;
  name: string;
  /** As the channel says. */
  type?: string;
  size?: number;
  width?: number;
  height?: number;
  duration?: number;
  /** A family that comes by this channel's own ways, and is taken also where the site's pages may not send it. */
  also?: UploadFamily;
  /** Its bytes. Throws {@link AppError} when the channel does not hand it out; after any other fault it is tried again. */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

export interface Received {
  /** Absent where nothing of it could be taken. */
  message?: Message;
  duplicate: boolean;
  /** Why some of the files were not taken. */
  refused: AppError[];
}

/** What is owed to an address. */
export interface Outgoing {
  message: Message;
  /** True on a channel where the person did not write last: show it without a sound. */
  silent: boolean;
  /** True on the one retry after a send whose outcome is not known. */
  maybeRepeated: boolean;
}

export type Receipt =
  | { state: 'sent'; externalId?: string }
  /** Try the same one again after `afterMs`, or after a growing pause when that is 0; the address waits, others go on. */
  | { state: 'retry'; afterMs: number; reason: string }
  /** It may or may not have arrived (a timeout after sending). */
  | { state: 'ambiguous'; reason: string }
  /** Never going to work for this message. */
  | { state: 'failed'; reason: string }
  /** The address is gone (blocked, deleted): nothing more is owed to it. */
  | { state: 'gone'; reason: string };

export interface Capabilities {
  /** Longest text in UTF-16 units. */
  textLimit: number;
  buttons: boolean;
  streaming: boolean;
}

/** What a channel may do with the house; the only way in. */
export interface Intake {
  /**
   * Nothing is taken in where the picked choice stands in another conversation than the person is in now, nor before the person has agreed to
   * what the site asks: then ask him for it, see {@link Intake.consentText}.
   */
  receive(inbound: Inbound): Promise<Received | 'stale-pick' | 'consent-required'>;
  /** What the site asks its people to agree to, in the person's language. */
  consentText(person: Person): Promise<{ text: string; url?: string } | undefined>;
  giveConsent(person: Person): Promise<void>;
  /** What a link token leads to, or why it cannot be used. */
  inspectLink(
    token: string,
  ): Promise<{ ok: true; siteName: string; locale: string } | { ok: false; reason: LinkRefusal }>;
  /** Joins the person's identity and address to the conversation of the token, once. */
  confirmLink(token: string, person: Person): Promise<{ ok: true } | { ok: false; reason: LinkRefusal }>;
  /**
   * Takes the address from its conversation; the next message starts one of its own. False when there was no link. `externalMessageId`: of
   * what asked for it; a repeat has no effect.
   */
  removeLink(channel: string, address: string, externalMessageId: string): Promise<boolean>;
  /** Says the agent's greeting to the person (`/start`). A repeat of `externalMessageId` has no effect. */
  greet(person: Person, externalMessageId: string): Promise<void>;
  /** The person wants to speak with a person; false when the operators know already. */
  requestOperator(person: Person): Promise<boolean>;
  setLocale(channel: string, address: string, locale: string): Promise<void>;
  /** The languages that the site offers. */
  languages(siteId: string): readonly string[];
  /** The one of them to speak with a person who has no conversation yet. */
  languageFor(person: Person): string;
  /** The locale of what stands behind an address, if anything does. */
  localeOf(channel: string, address: string): Promise<string | undefined>;
}

/** A way in and out. A new one is one folder and one line in `channel/index.ts`, and passes `tests/contract/channel.ts`. */
export interface Channel {
  name: string;
  capabilities: Capabilities;
  start(intake: Intake): Promise<void>;
  deliver(outgoing: Outgoing, address: Address): Promise<Receipt>;
  /** Told while an answer is being made, only for addresses where the person wrote last. Never awaited, must not throw. */
  live?(event: LiveEvent, address: Address): void;
  /** Where a visitor goes to continue there. */
  linkUrl?(token: string): string;
  /** Stops taking in; resolves when what was taken in is stored. */
  stop(): Promise<void>;
}

export type { Address, LinkRefusal, LiveEvent, Person };
