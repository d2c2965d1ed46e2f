import { PROTOCOL_VERSION, type ErrorView } from '@agent-chat/sdk';
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { io } from 'socket.io-client';
import { afterwards } from '../helpers/afterwards.ts';
import { ownContent, startTestApp } from '../helpers/test-app.ts';

const SHOP = 'https://shop.example';
const LISTED = `sites:
  - { id: default, name: { en: Shop }, origins: [self, "${SHOP}"], agent: consultant, locales: [en], country: IE }
  - { id: other, name: { en: Other }, origins: ["https://other.example"], agent: consultant, locales: [en], country: IE }
`;

for (const transport of ['websocket', 'polling'] as const) {
  test(`over ${transport} only listed origins get a socket`, async (t) => {
    const content = await ownContent(t);
    await writeFile(join(content.PROMPTS_DIR, 'sites.yaml'), LISTED);
    const { url } = await startTestApp(t, { env: content });
    const { host } = new URL(url);
    const open = (origin: string | undefined, site?: string) => knock(t, { url, transport, origin, site });

    for (const allowed of [undefined, url, SHOP]) assert.equal(await open(allowed), 'opened', `${allowed}`);
    const foreign = [
      'https://evil.example',
      'null',
      '',
      'http://shop.example',
      `${SHOP}:8443`,
      `${SHOP}.evil.example`,
      'https://evil-shop.example',
      'https://shop.example@evil.example',
      `https://evil.example/${SHOP}`,
      `http://${host}.evil.example`,
      'http://127.0.0.1:1',
      'file://',
      `${SHOP} https://evil.example`,
    ];
    for (const origin of foreign) assert.notEqual(await open(origin), 'opened', `the origin ${JSON.stringify(origin)}`);
    assert.equal(await open(SHOP, 'other'), 'ORIGIN_FORBIDDEN', 'an origin of one site is none of another');
  });
}

interface Knock {
  url: string;
  transport: 'websocket' | 'polling';
  origin?: string | undefined;
  site?: string | undefined;
}

/** `opened`, the code of the refusal, or `no socket`. */
async function knock(t: TestContext, { url, transport, origin, site }: Knock): Promise<string> {
  const socket = io(url, {
    forceNew: true,
    reconnection: false,
    transports: [transport],
    auth: { protocol: PROTOCOL_VERSION, site },
    ...(origin !== undefined && { extraHeaders: { origin } }),
  });
  afterwards(t, () => void socket.close());
  const outcome = await new Promise<string>((resolve) => {
    socket.once('session:opened', () => resolve('opened'));
    socket.once('connect_error', (error) => resolve((error as { data?: ErrorView }).data?.code ?? 'no socket'));
  });
  socket.close();
  return outcome;
}
