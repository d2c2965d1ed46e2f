import type { Plugin } from 'vite';

/** Leaves comments and indentation out of the pictures that are served. */
export function leanSvg(): Plugin {
  return {
    name: 'lean-svg',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset' && file.fileName.endsWith('.svg'))
          file.source = lean(Buffer.from(file.source).toString());
      }
    },
  };
}

function lean(svg: string): string {
  return svg.replace(/<!--.*?-->/gs, '').replace(/>\s+</g, '><');
}
