import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import Router from '@koa/router';
import { routes } from '../../backend/src/http/routes/index.ts';
import { openConsole, OWNER_ENV } from '../helpers/console.ts';
import { ownContent, ROOT, startTestApp } from '../helpers/test-app.ts';
import { fileOf, PNG } from '../helpers/sample-files.ts';
import { openKnownVisitor } from '../helpers/upload.ts';

const guide = await readFile(join(ROOT, 'docs/api.md'), 'utf8');

const TEXT = 'widget:composer.send';

interface Row {
  method: string;
  path: string;
  /** Names in the body that is asked for. */
  body: string[];
  /** What it is answered with, when that is written as `201 {message}`. */
  status: number;
  answers: string[];
}

/** The tables of the guide: `| `POST /api/x/:id {text}` | `201 {message}` … |`. */
const rows = guide.split('\n').flatMap((line): Row[] => {
  const cells = /^\| `([A-Z]+) (\S+?)(?: \{(.*)\})?` \| (.*) \|$/.exec(line.replaceAll('\\|', '/'));
  if (!cells) return [];
  const [, method, path, body = '', answer] = cells as unknown as [string, string, string, string | undefined, string];
  const told = /^`(\d{3})?(?: ?\{(.*?)\})?`/.exec(answer);
  return [{ method, path, body: names(body), status: Number(told?.[1] ?? 200), answers: names(told?.[2] ?? '') }];
});

function names(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.endsWith('?'));
}

test('every row of docs/api.md is answered as it says', async (t) => {
  assert.equal(rows.length, guide.match(/^\| `[A-Z]+ \//gm)!.length, 'each row is understood');
  const { url } = await startTestApp(t, { env: { ...OWNER_ENV, ...(await ownContent(t)) } });
  const visitor = await openKnownVisitor(t, url);
  await visitor.ask('Leave a contact');
  await visitor.ask('Otto Keller');
  await visitor.ask('otto@example.com');
  await visitor.choose('Yes, I agree');
  const owner = await openConsole(url);
  const { leads } = await owner.read<{ leads: { id: string }[] }>('/api/leads');
  const values: Record<string, unknown> = {
    text: 'Anna here',
    seq: 1,
    status: 'contacted',
    email: OWNER_ENV.ADMIN_EMAIL,
    password: OWNER_ENV.ADMIN_PASSWORD,
    token: 'x'.repeat(43),
    tag: 'nl',
    key: TEXT,
    keys: [TEXT],
    forms: { text: 'Senden' },
  };
  const file = await visitor.chat.upload(fileOf(PNG, 'a.png'));
  const ids = { leads: leads[0]!.id, conversations: visitor.chat.state.conversation!.id };
  const last = ({ method, path }: Row) => method === 'DELETE' && path === '/api/session';
  for (const row of rows.toSorted((a, b) => Number(last(a)) - Number(last(b)))) {
    const path = row.path
      .replace('/leads/:id', `/leads/${ids.leads}`)
      .replace('/conversations/:id', `/conversations/${ids.conversations}`)
      .replace('/files/:id/:key/:name', file.url)
      .replace('conversation=', `conversation=${ids.conversations}`)
      .replace('/sites/:id', '/sites/default')
      .replace('<tag>/<namespace>', 'en/widget')
      .replace('csv/xlsx/json', 'csv')
      .replace('csv/xliff/po', 'csv')
      .replace('/translations/:tag', '/translations/de')
      .replace('versions?key=', `versions?key=${TEXT}`)
      .replace('format=&dryRun=', 'format=csv&dryRun=true')
      .replace(/[?&]\w+=(?=&|$)/g, '');
    const json = row.body.length > 0 && Object.fromEntries(row.body.map((name) => [name, values[name]]));
    const table =
      path.includes('/import') && (await (await owner.ask('GET', '/api/translations/de/export?format=csv')).text());
    const form = row.path.startsWith('/api/files') && formWith(fileOf(PNG, 'a.png'));
    const authorization = row.path.endsWith('?site=') && `Visitor ${visitor.token}`;
    const response = await fetch(url + path, {
      method: row.method,
      headers: {
        ...{ cookie: owner.cookie, origin: url },
        ...(json && { 'content-type': 'application/json' }),
        ...(table && { 'content-type': 'application/octet-stream' }),
        ...(authorization && { authorization }),
      },
      ...(json && { body: JSON.stringify(json) }),
      ...(form && { body: form }),
      ...(table && { body: table }),
    });
    const text = await response.text();
    // There is an account, so the link to the first one has had its day; and there is no model that could draft.
    const isRefused = path === '/api/setup' || path.endsWith('/drafts');
    if (isRefused) assert.match(text, /"error":\{"code":"/);
    else assert.equal(response.status, row.status, `${row.method} ${path}: ${text.slice(0, 200)}`);
    if (isRefused || row.answers.length === 0) continue;
    const answered = JSON.parse(text) as object;
    for (const name of row.answers)
      assert.ok(name in answered, `${row.method} ${path} answers ${name}: ${text.slice(0, 200)}`);
  }
});

function formWith(file: File): FormData {
  const form = new FormData();
  form.append('file', file);
  return form;
}

test('docs/api.md names each route of the server', () => {
  const served = routes.flatMap(({ prefix, add }) => {
    const router = new Router({ prefix });
    // Only what is asked while a request is answered would miss them.
    add(router as never, stub as never);
    return router.stack.flatMap(({ methods, path }) => methods.map((method) => `${method} ${plain(String(path))}`));
  });
  const named = new Set(rows.map(({ method, path }) => `${method} ${plain(path)}`));
  const missing = served.filter((route) => !/^(HEAD|OPTIONS) /.test(route) && !named.has(route));
  assert.deepEqual(missing, []);
});

const stub: unknown = new Proxy(() => stub, { get: () => stub });

/** Without the query, the slash at the end, and the kind of a file, and what its places are called. */
function plain(path: string): string {
  return path
    .split('?')[0]!
    .replace(/<\w+>|:\w+/g, '*')
    .replace(/\/$|\.json$/, '');
}

test('a refusal looks as docs/api.md shows it', async (t) => {
  const { url } = await startTestApp(t);
  const sample = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)![1]!) as { error: object };
  const response = await fetch(`${url}/api/leads`);
  assert.equal(response.status, 401);
  const { error } = (await response.json()) as { error: Record<string, unknown> };
  for (const name of ['code', 'message']) {
    assert.ok(name in sample.error);
    assert.equal(typeof error[name], 'string');
  }
});
