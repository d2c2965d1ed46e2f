import type { Plugin } from 'vite';

const NO_HINTS = '\0no-hints';

/** The widget speaks to people in their language; the SDK's hints for engineers, a twentieth of its bytes, stay out. */
export function shortErrors(): Plugin {
  return {
    name: 'short-errors',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source === './error-hints.ts' && importer?.includes('/sdk/src/') ? NO_HINTS : undefined,
    load: (id) => (id === NO_HINTS ? 'export const ERROR_HINTS = {};' : undefined),
  };
}
