import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, type Example } from '../examples/examples.ts';
import { examplePage, examplesIndex, livePage, type Source } from '../page/example-page.ts';
import type { Markup } from './markup.ts';

/** `/examples/`, and for each example its page and, in a frame of that, the running thing: in English, as the guides. */
export function renderExamples(site: string): { file: string; html: string }[] {
  const folder = join(site, 'examples');
  const page = (file: string, { html }: Markup) => ({ file: `examples/${file}`, html });
  const nodeScript = readFileSync(join(folder, 'sdk-in-node.mjs'), 'utf8');
  return [
    page('index.html', examplesIndex(EXAMPLES, nodeScript)),
    ...EXAMPLES.flatMap((example) => {
      const sources = sourcesOf(example, folder);
      return [
        page(`${example.id}/index.html`, examplePage(example, sources)),
        page(`${example.id}/live/index.html`, livePage(example, sources)),
      ];
    }),
  ];
}

function sourcesOf({ id }: Example, folder: string): Source[] {
  const names = ['css', 'js'].map((kind) => `${id}.${kind}`).filter((name) => existsSync(join(folder, name)));
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}
