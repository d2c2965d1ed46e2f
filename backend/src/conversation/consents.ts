import type { Database } from '../store/database.ts';

export interface Consent {
  contactId: string;
  /** Of the text that was agreed to. */
  version: string;
  /** Where. */
  channel: string;
}

/** What contacts have agreed to: kept with its time and the version of the text. */
export function createConsents(database: Database) {
  return {
    async hasConsent(contactId: string, version: string): Promise<boolean> {
      return (await database.read('consents').where({ contact_id: contactId, version }).first('version')) !== undefined;
    },

    /** The first time counts. */
    async giveConsent({ contactId, version, channel }: Consent): Promise<void> {
      await database.write((trx) =>
        trx('consents')
          .insert({ contact_id: contactId, version, channel, given_at: new Date().toISOString() })
          .onConflict(['contact_id', 'version'])
          .ignore(),
      );
    },

    async withdrawConsent(contactId: string): Promise<void> {
      await database.write((trx) => trx('consents').where({ contact_id: contactId }).delete());
    },
  };
}
