import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { leanSvg } from './site/build/lean-svg.ts';
import { sitePages } from './site/build/site-pages.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The site of the demo business, served at `/` under a policy without inline scripts and styles. */
export default defineConfig({
  root: path('site'),
  base: '/',
  publicDir: false,
  plugins: [sitePages({ root: path('..') }), leanSvg()],
  build: {
    target: 'es2022',
    // What knows `light-dark()`: written out for older ones it would follow the page alone, and not a chat with a theme of its own.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: path('dist/site'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
