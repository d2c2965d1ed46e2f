import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { phoneExample } from './phone-example.ts';

test('the example is a valid number of the country, and of some country where none is known', () => {
  for (const country of ['IE', 'DE', 'UA', 'BR', 'CN', 'AE'] as const) {
    const { international, national } = phoneExample(country);
    const number = parsePhoneNumberFromString(international);
    assert.ok(number);
    assert.ok(number.isValid(), international);
    assert.equal(number.country, country);
    assert.equal(parsePhoneNumberFromString(national, country)?.number, number.number);
  }
  for (const country of [undefined, 'XX', 'AQ']) assert.match(phoneExample(country).international, /^\+44 /);
});
