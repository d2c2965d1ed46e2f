import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageSettings } from '@agent-chat/sdk/protocol';
import type { Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import type { Words } from './look-states.ts';
import type { LooksPage } from './looks-page.ts';

/** Of which the server gives pages nothing: the agent says them. */
const SAID = ['agent', 'scenarios'];
const PAGE = `<!doctype html><html><meta name="viewport" content="width=device-width"><link rel="icon" href="data:," /><title>Looks</title><body>
  <script type="module" src="/agent-chat.js"></script><script type="module" src="/looks.js"></script>`;

declare const looks: LooksPage;

/** The states of the widget on a page, one after the other. */
export interface Looks {
  names: string[];
  /** Resolves with what is cut there, leaves the panel or lies over something else. */
  show(name: string, locale: string): Promise<string[]>;
}

/** Makes the page's script, and gives back the way to open it: on the server at `url`, which has the locales of the folder `dir`. */
export async function createLooks(dir: string, url: string): Promise<(page: Page) => Promise<Looks>> {
  const script = await bundle();
  return async (page) => {
    let words: Words = {};
    // A page that is made up has no network address, and from such a page the loopback is out of reach.
    await page.context().grantPermissions(['local-network-access']);
    await page.route(`${url}/looks.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
    await page.route(`${url}/looks`, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
    await page.route('**/api/sites/*/page?*', (route) => route.fulfill({ json: settings(words) }));
    await page.goto(`${url}/looks`);
    await page.waitForFunction(() => 'looks' in globalThis);
    return {
      names: await page.evaluate(() => looks.names),
      async show(name, locale) {
        words = await readWords(dir, locale);
        return page.evaluate(([state, tag, said]) => looks.show(state, tag, said), [name, locale, words] as const);
      },
    };
  };
}

async function bundle(): Promise<string> {
  const [built] = (await build({
    ...{ root: import.meta.dirname, configFile: false, logLevel: 'silent' },
    build: {
      ...{ write: false, minify: false, target: 'es2024' },
      lib: { entry: 'looks-page.ts', formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput[];
  return built!.output[0].code;
}

/** The agent speaks first. */
function settings(words: Words): PageSettings {
  const choices = ['choose', 'prices'].map((value) => ({ value, label: words[`agent:greeting.replies.${value}`]! }));
  return { proactive: [{ id: 'first', when: {}, text: words['agent:proactive.chooseService']!, choices }] };
}

async function readWords(dir: string, locale: string): Promise<Words> {
  const files = SAID.map(async (name) => {
    const tree = JSON.parse(await readFile(join(dir, locale, `${name}.json`), 'utf8')) as object;
    return flatten(tree, `${name}:`);
  });
  return Object.fromEntries((await Promise.all(files)).flat());
}

function flatten(tree: object, path: string): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]: [string, object | string]) =>
    typeof value === 'string' ? [[path + name, value] as [string, string]] : flatten(value, `${path}${name}.`),
  );
}
