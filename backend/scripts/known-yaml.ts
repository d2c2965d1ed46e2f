import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Plugin } from 'vite';
import { splitFrontMatter } from '../src/content/front-matter.ts';
import { hashYaml } from '../src/content/known-yaml.ts';
import { readYaml } from '../src/content/yaml.ts';

const EMPTY = 'const values: Readonly<Record<string, string>> = {};';

/** Fills `content/known-yaml.ts` with the YAML texts below `folder` as they are now. */
export function knownYaml(folder: string): Plugin {
  return {
    name: 'known-yaml',
    enforce: 'pre',
    transform: {
      filter: { id: /content\/known-yaml\.ts$/ },
      handler(code) {
        if (!code.includes(EMPTY)) this.error(`known-yaml.ts has no line \`${EMPTY}\` to fill in`);
        return code.replace(EMPTY, () => `const values = ${JSON.stringify(valuesBelow(folder))};`);
      },
    },
  };
}

function valuesBelow(folder: string): Record<string, string> {
  const texts = globSync(['**/*.yaml', 'system/*.md'], { cwd: folder }).map((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    return path.endsWith('.md') ? splitFrontMatter(text).yaml : text;
  });
  return Object.fromEntries(texts.flatMap(entryOf));
}

/** None for a text that is at fault, or that says what JSON cannot: those are parsed at the start. */
function entryOf(text: string): [hash: string, json: string][] {
  try {
    const { data } = readYaml(text);
    const json = JSON.stringify(data);
    return isDeepStrictEqual(JSON.parse(json), data) ? [[hashYaml(text), json]] : [];
  } catch {
    return [];
  }
}
