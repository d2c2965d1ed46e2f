/**
 * Why a conversation is in its language: signed by the site, chosen by the visitor, said by the tag’s attribute, by the channel he came by (Telegram’s `language_code`) or by the page, wished by his
 * browser, read from what he wrote, or because nothing else was known.
 */
export type LanguageReason = 'profile' | 'choice' | 'attribute' | 'channel' | 'page' | 'browser' | 'text' | 'default';
