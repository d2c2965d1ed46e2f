import { esbuildPlugin } from '@web/dev-server-esbuild';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { fileURLToPath } from 'node:url';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../scripts/ensure-chromium.ts';

/** As in the build, the SDK gets the widget's own socket. */
const lightSocket = {
  name: 'light-socket',
  resolveImport: ({ source, context }) =>
    source === 'socket.io-client' && context.path.includes('/sdk/src/') ? '/widget/src/socket/io.ts' : undefined,
};

/** The server's fallback from `en-US` to `en`, and from what is not translated to English. */
function nearestLocale(context, next) {
  context.url = context.url.replace(
    /^\/locales\/([a-z]+)[^/]*\//,
    (_, tag) => `/locales/${tag === 'ru' ? tag : 'en'}/`,
  );
  return next();
}

/** The widget's tests in a real Chromium; `CHROMIUM_PATH` names another one than is found. */
export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: [fileURLToPath(new URL('src/**/*.test.ts', import.meta.url))],
  nodeResolve: { exportConditions: ['production'] },
  concurrency: 2,
  middleware: [nearestLocale],
  plugins: [lightSocket, esbuildPlugin({ ts: true, target: 'es2022' })],
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: ensureChromium(), args: CHROMIUM_ARGUMENTS },
    }),
  ],
  testFramework: { config: { ui: 'bdd', timeout: 10_000 } },
};
