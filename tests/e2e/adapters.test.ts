import assert from 'node:assert/strict';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, type Rolldown } from 'vite';
import { closeBrowser, openBrowser } from '../helpers/browser.ts';
import { ROOT, temporaryDir } from '../helpers/test-app.ts';

after(closeBrowser);

/** Each draws the texts of a chat through an adapter of the guide, and stops when it is told to. */
const DRAWN: Record<string, string> = {
  react: `
    import { createElement } from 'react';
    import { createRoot } from 'react-dom/client';
    import { flushSync } from 'react-dom';
    import { useChat } from './react.js';
    const Log = ({ chat }) => createElement('p', null, useChat(chat).messages.map(({ text }) => text).join(' '));
    export function draw(chat, place) {
      const root = createRoot(place);
      flushSync(() => root.render(createElement(Log, { chat })));
      return () => root.unmount();
    }`,
  vue: `
    import { createApp, h } from 'vue';
    import { useChat } from './vue.js';
    export function draw(chat, place) {
      const app = createApp({
        setup() {
          const state = useChat(chat);
          return () => h('p', state.value.messages.map(({ text }) => text).join(' '));
        },
      });
      app.mount(place);
      return () => app.unmount();
    }`,
  svelte: `
    import { derived } from 'svelte/store';
    export function draw(chat, place) {
      return derived(chat, ({ messages }) => messages).subscribe((messages) => {
        place.textContent = messages.map(({ text }) => text).join(' ');
      });
    }`,
  angular: `
    import '@angular/compiler';
    import { computed, createEnvironmentInjector, effect, provideZonelessChangeDetection } from '@angular/core';
    import { createApplication } from '@angular/platform-browser';
    import { injectChat } from './angular.js';
    export async function draw(chat, place) {
      const { injector } = await createApplication({ providers: [provideZonelessChangeDetection()] });
      const own = createEnvironmentInjector([], injector);
      own.runInContext(() => {
        const state = injectChat(chat);
        const texts = computed(() => state().messages.map(({ text }) => text).join(' '));
        effect(() => (place.textContent = texts()));
      });
      return () => own.destroy();
    }`,
  rxjs: `
    import { map } from 'rxjs';
    import { watchChat } from './rxjs.js';
    export function draw(chat, place) {
      const texts = watchChat(chat).pipe(map(({ messages }) => messages.map(({ text }) => text).join(' ')));
      const watching = texts.subscribe((text) => (place.textContent = text));
      return () => watching.unsubscribe();
    }`,
};

let guide: string;
before(async () => {
  guide = await readFile(join(ROOT, 'docs/sdk.md'), 'utf8');
});

for (const [framework, source] of Object.entries(DRAWN)) {
  test(`the guide’s way into ${framework} draws each change once and leaves nothing behind`, async (t) => {
    const dir = await temporaryDir(t);
    await symlink(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
    const [, adapter] = new RegExp(`\`\`\`js ${framework}\n([^]*?)\`\`\``).exec(guide) ?? [];
    if (adapter) await writeFile(join(dir, `${framework}.js`), adapter);
    const entry = `
      import { createFakeChat } from '@agent-chat/sdk/testing';
      ${source}
      globalThis.begin = async () => {
        const chat = createFakeChat({ messages: [{ text: 'one' }] });
        let listening = 0;
        const { subscribe } = chat;
        chat.subscribe = (listener) => {
          listening++;
          const leave = subscribe(listener);
          return () => { listening--; leave(); };
        };
        const place = document.body.appendChild(document.createElement('div'));
        const stop = await draw(chat, place);
        const settled = () => new Promise((done) => setTimeout(done, 50));
        await settled();
        const seen = [place.textContent];
        chat.say('two');
        await settled();
        seen.push(place.textContent);
        const before = listening;
        stop();
        await settled();
        return { seen, before, after: listening };
      };`;
    await writeFile(join(dir, 'entry.js'), entry);
    const page = await (await openBrowser()).newPage();
    t.after(() => page.close());
    await page.goto('about:blank');
    await page.addScriptTag({ content: await bundle(dir), type: 'module' });
    await page.waitForFunction(() => 'begin' in globalThis);
    const result = await page.evaluate(() => (globalThis as unknown as { begin(): Promise<object> }).begin());
    assert.deepEqual(result, { seen: ['one', 'one two'], before: 1, after: 0 });
  });
}

async function bundle(dir: string): Promise<string> {
  const lib = { entry: 'entry.js', formats: ['es' as const] };
  const [built] = (await build({
    ...{ root: dir, configFile: false, logLevel: 'silent', define: { 'process.env.NODE_ENV': '"production"' } },
    build: { write: false, lib, rolldownOptions: { output: { codeSplitting: false } } },
  })) as Rolldown.RolldownOutput[];
  return built!.output[0].code;
}
