import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ConfigError, readConfig, variableNames } from './config.ts';

function faultsOf(env: Record<string, string>) {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults;
  }
  return assert.fail('the settings were accepted');
}

test('nothing needs to be set', () => {
  const config = readConfig({});
  assert.equal(config.port, 3000);
  assert.equal(config.model, undefined);
  assert.equal(config.telegram, undefined);
});

test('an empty variable counts as not set', () => {
  assert.equal(readConfig({ PORT: ' ', OPENAI_API_KEY: '' }).port, 3000);
});

test('all mistakes are named at once, with what was found and what is expected', () => {
  const faults = faultsOf({
    PORT: 'abc',
    LOG_LEVEL: 'loud',
    PUBLIC_URL: 'example.org',
    MODEL_IDLE_TIMEOUT: '0',
    ADMIN_PASSWORD: 'long enough for it',
  });
  assert.deepEqual(faults.map(({ variable }) => variable).sort(), [
    'ADMIN_EMAIL',
    'LOG_LEVEL',
    'MODEL_IDLE_TIMEOUT',
    'PORT',
    'PUBLIC_URL',
  ]);
  assert.deepEqual(
    faults.find(({ variable }) => variable === 'PORT'),
    { variable: 'PORT', found: '"abc"', expected: 'a whole number from 0 to 65535' },
  );
});

test('a secret is never shown in a fault', () => {
  const faults = faultsOf({
    TELEGRAM_BOT_TOKEN: 'planted-secret',
    ADMIN_PASSWORD: 'planted',
    ADMIN_EMAIL: 'a@b.example',
  });
  assert.equal(faults.length, 2);
  assert.ok(!JSON.stringify(faults).includes('planted'));
});

test('sites share secrets with the server, a site may have two, and a bad one is named but not shown', () => {
  const [first, second, club] = ['first '.repeat(6), 'second '.repeat(5), 'c:lub '.repeat(6)].map((text) =>
    text.trim(),
  );
  const { identitySecrets } = readConfig({ IDENTITY_SECRETS: `shop:${first},shop:${second}, club:${club}` });
  assert.deepEqual(Object.fromEntries(identitySecrets), { shop: [first, second], club: [club] });
  assert.equal(readConfig({}).identitySecrets.size, 0);
  for (const wrong of ['shop:planted', 'planted', `shop:${first},club:planted`, `:${first} planted`]) {
    const [fault] = faultsOf({ IDENTITY_SECRETS: wrong });
    assert.equal(fault?.variable, 'IDENTITY_SECRETS');
    assert.match(fault.expected, /at least 32 characters/);
    assert.ok(!JSON.stringify(fault).includes('planted'));
  }
});

test('a local model server needs no key', () => {
  const config = readConfig({ OPENAI_BASE_URL: 'http://localhost:11434/v1/', OPENAI_MODEL: 'llama' });
  assert.equal(config.model?.baseUrl, 'http://localhost:11434/v1');
});

test('every variable is described in .env.example, and nothing else is', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const named = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
  assert.deepEqual(named.toSorted(), variableNames.toSorted());
});
