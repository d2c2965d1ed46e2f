import type { Verb } from '../verb.ts';
import { accept } from './accept.ts';
import { add } from './add.ts';
import { check } from './check.ts';
import { exportTexts } from './export.ts';
import { extract } from './extract.ts';
import { importTexts } from './import.ts';
import { pseudo } from './pseudo.ts';
import { status } from './status.ts';

/** In the order of `--help`. */
export const verbs: readonly Verb[] = [check, status, extract, add, exportTexts, importTexts, accept, pseudo];
