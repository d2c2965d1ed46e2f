import { getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import type { Package } from 'custom-elements-manifest/schema.d.ts';
import type { Plugin } from 'vite';
import { elementManifest } from './element-manifest.ts';

/** Writes what editors and tools read about the tag beside the script. */
export function describeElement(): Plugin {
  return {
    name: 'describe-element',
    generateBundle() {
      const manifest = elementManifest();
      const emit = (fileName: string, source: string) => this.emitFile({ type: 'asset', fileName, source });
      emit('custom-elements.json', JSON.stringify(manifest, null, 2));
      emit('vscode.html-custom-data.json', editorData(manifest));
    },
  };
}

/** What VS Code proposes and explains in HTML (https://code.visualstudio.com/blogs/2020/02/24/custom-data-format). */
export function editorData(manifest: Package): string {
  return getVsCodeHtmlCustomData(manifest as Parameters<typeof getVsCodeHtmlCustomData>[0], {});
}
