import type { Option } from './choices.ts';
import type { Environment } from './scenario.ts';

/** Yes or no to storing personal data. */
export function consentOptions({ t }: Environment): Option[] {
  return [
    {
      value: 'yes',
      label: t('scenarios:common.consent.yes'),
      words: t('scenarios:common.consent.yesWords'),
      binding: true,
    },
    { value: 'no', label: t('scenarios:common.consent.no'), words: t('scenarios:common.consent.noWords') },
  ];
}
