import { AppError } from '../errors.ts';

/** Nothing of the visitor is taken in where the site asks for his consent and has none. */
export function consentRequired(): AppError {
  return new AppError('CONSENT_REQUIRED', 'This site asks for consent before anything is taken in', {
    hint: 'Show `site.consent` to the visitor, and ask `consent:give` when he agrees.',
  });
}
