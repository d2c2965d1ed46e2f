import { readFileSync } from 'node:fs';
import * as analyzer from '@custom-elements-manifest/analyzer';
import type { ClassDeclaration, CustomElement, Package } from 'custom-elements-manifest/schema.d.ts';
import type typescript from 'typescript';

/** What the package exports and its typings leave out. It has a TypeScript of its own. */
const { create, ts } = analyzer as unknown as {
  create(options: { modules: typescript.SourceFile[] }): Package;
  ts: typeof typescript;
};
/** The schema's own typings have lost the half that makes a class an element. */
type ElementDeclaration = ClassDeclaration & CustomElement;

const SOURCE = 'src/agent-chat.ts';

/** What `<agent-chat>` has (https://github.com/webcomponents/custom-elements-manifest): from its class and the block above it. */
export function elementManifest(): Package {
  const text = readFileSync(new URL(`../${SOURCE}`, import.meta.url), 'utf8');
  const source = ts.createSourceFile(SOURCE, text, ts.ScriptTarget.ES2022, true);
  const manifest = create({ modules: [source] });
  const element = elementOf(manifest);
  const declared = namesDeclaredIn(source, element.name);
  element.members = element.members?.filter(({ name, privacy }) => !privacy && declared.has(name));
  for (const module of manifest.modules) module.declarations = [element];
  return manifest;
}

export function elementOf(manifest: Package): ElementDeclaration {
  const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
  return declarations.find((one): one is ElementDeclaration => 'tagName' in one && one.tagName === 'agent-chat')!;
}

/** The analyzer also takes `this.#button.onclick = …` in the constructor for a field of the element. */
function namesDeclaredIn(source: typescript.SourceFile, className: string): Set<string> {
  const classes = source.statements.filter(ts.isClassDeclaration);
  const members = classes.find(({ name }) => name?.text === className)!.members;
  return new Set(members.map(({ name }) => name?.getText() ?? ''));
}
