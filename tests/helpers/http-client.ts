import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createIdentities } from '../../backend/src/access/identities.ts';
import { createLocaleLog } from '../../backend/src/language/locale-log.ts';
import { createHttp } from '../../backend/src/http/http.ts';
import type { HttpOptions } from '../../backend/src/http/http-options.ts';
import { silentLog } from '../../backend/src/telemetry/log.ts';
import { createTextDesk } from '../../backend/src/translation/text-desk.ts';
import { translationSettings } from '../../backend/src/translation/translation-settings.ts';
import { createTranslations } from '../../backend/src/translation/translations.ts';
import { openHouse, owner, type House } from './http-house.ts';

export interface HttpClient {
  house: House;
  url: string;
  /** Sends the session cookie once logged in. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  login(): Promise<string>;
}

/** The real HTTP side on a free port. */
export async function startHttp(
  t: TestContext,
  changes: Partial<HttpOptions> = {},
  admin: { email?: string } = owner,
): Promise<HttpClient> {
  const house = await openHouse(t, admin);
  const { access, conversations, database, words, files } = house;
  const translations = createTranslations({ dir: 'locales', settings: translationSettings });
  const listener = createHttp({
    access,
    identities: createIdentities(new Map()),
    conversations,
    database,
    words,
    files,
    textDesk: createTextDesk({ translations, database, changed: () => {} }),
    localeLog: createLocaleLog({ database, log: silentLog }),
    siteById: () => undefined,
    pageSettings: () => ({ proactive: [] }),
    health: {},
    staticDirs: { widget: 'none', site: 'none', admin: 'none' },
    leadsChanged: () => {},
    trustProxy: 0,
    log: silentLog,
    ...changes,
  });
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let cookie = '';

  async function ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(url + path, {
      method,
      headers: { cookie, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  return {
    house,
    url,
    ask,
    async login() {
      const response = await ask('POST', '/api/session', owner);
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      return cookie;
    },
  };
}
