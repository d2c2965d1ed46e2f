import { getExampleNumber, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

/** Where neither the step nor the site names a country, or one without numbers of its own. */
const ANY: CountryCode = 'GB';

/** How a number of the country is written, with and without its code: nobody's own. */
export function phoneExample(country: string | undefined): { international: string; national: string } {
  const number = getExampleNumber(country as CountryCode, examples) ?? getExampleNumber(ANY, examples)!;
  return { international: number.formatInternational(), national: number.formatNational() };
}
