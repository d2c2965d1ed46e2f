/** `npm run schemas`: writes the JSON Schemas of the YAML files that people edit. With `--check` it writes nothing and exits 1 when one is stale. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { schemaSources } from './schemas/registry.ts';
import { writeSchemas } from './schemas/write-schemas.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const dir = fileURLToPath(new URL('../prompts/schemas/', import.meta.url));
const states = await writeSchemas(dir, schemaSources, values.check);
for (const { file, state } of states) console.log(`prompts/schemas/${file}  ${state}`);
const stale = states.filter(({ state }) => state === 'stale').length;
if (stale > 0) console.error(`${stale} stale: run npm run schemas`);
process.exitCode = stale > 0 ? 1 : 0;
