import { findLocale, SOURCE_LOCALE } from '../content/locale-tag.ts';
import type { LanguageReason } from '../conversation/language-reason.ts';

/** What is known of the language that somebody wants to be spoken with: each a BCP 47 tag, or several separated by commas, the best first. */
export type LanguageEvidence = Partial<Record<Exclude<LanguageReason, 'default'>, string>>;

export interface LanguageChoice {
  locale: string;
  reason: LanguageReason;
}

/** What counts before what. */
const ORDER = ['profile', 'choice', 'attribute', 'channel', 'page', 'browser', 'text'] as const;
/** What the page or its site says of a visitor who is known already, and may say anew with every page. */
const SAID_ANEW = ['attribute', 'page'] as const;

/** How sure a reason is: a guess may be corrected by what the visitor writes; what he has chosen stays until he chooses again. */
export function certaintyOf(reason: LanguageReason): 'chosen' | 'declared' | 'guessed' {
  if (reason === 'choice') return 'chosen';
  return reason === 'browser' || reason === 'text' || reason === 'default' ? 'guessed' : 'declared';
}

/** The language to speak, of those that are offered: the first piece of evidence that fits one of them, else the first that is offered. */
export function chooseLanguage(evidence: LanguageEvidence, offered: readonly string[]): LanguageChoice {
  return firstFitting(ORDER, evidence, offered) ?? { locale: offered[0] ?? SOURCE_LOCALE, reason: 'default' };
}

/** The language of a conversation that is opened again: it stays, unless the site has signed another one, or its page now says another one of a visitor who has chosen none. */
export function reconsiderLanguage(
  current: LanguageChoice,
  evidence: LanguageEvidence,
  offered: readonly string[],
): LanguageChoice {
  const signed = firstFitting(['profile'], evidence, offered);
  if (signed) return signed;
  if (certaintyOf(current.reason) === 'chosen' || current.reason === 'profile') return current;
  return firstFitting(SAID_ANEW, evidence, offered) ?? current;
}

function firstFitting(
  order: readonly (keyof LanguageEvidence)[],
  evidence: LanguageEvidence,
  offered: readonly string[],
): LanguageChoice | undefined {
  for (const reason of order) {
    const locale = findLocale(evidence[reason], offered);
    if (locale) return { locale, reason };
  }
  return undefined;
}
