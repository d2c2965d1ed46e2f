/**
 * `npm run locales [-- <verb>]`: checks, counts, fills, hands out and takes in what lies in `locales/`. `-- --help` names the verbs; the
 * whole reference stands in `docs/translating.md`. Exits 0 when all is well, 1 on findings, 2 when it was called in a wrong way.
 */
import { fileURLToPath } from 'node:url';
import { runLocales } from './locales/run-locales.ts';

const { exitCode, output, complaint } = await runLocales(process.argv.slice(2), {
  root: fileURLToPath(new URL('..', import.meta.url)),
});
if (output !== undefined) process.stdout.write(output);
if (complaint !== undefined) process.stderr.write(complaint);
process.exitCode = exitCode;
