/** A person on a channel, and where that channel reaches him. */
export interface Person {
  siteId: string;
  channel: string;
  /** How the channel knows the person, e.g. a Telegram user id. */
  externalId: string;
  /** Where answers go, e.g. a Telegram chat id. */
  address: string;
  name: string;
  locale?: string;
}
