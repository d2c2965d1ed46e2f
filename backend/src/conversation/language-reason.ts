/**
 * Why a conversation is in its language: signed by the site, chosen by the visitor, said by the tag's attribute, by his Telegram or by the page, wished by his
 * browser, read from what he wrote, or because nothing else was known.
 */
export type LanguageReason = 'profile' | 'choice' | 'attribute' | 'telegram' | 'page' | 'browser' | 'text' | 'default';
