import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The console, served below `/admin` under a policy without inline scripts and styles. */
export default defineConfig({
  root: source('admin'),
  base: '/admin/',
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: source('dist/admin'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: { input: [source('admin/index.html'), source('admin/preview.html')] },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
