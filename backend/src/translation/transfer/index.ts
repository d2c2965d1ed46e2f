import { csv } from './csv.ts';
import { po } from './po.ts';
import type { TransferFormat } from './transfer-format.ts';
import { xliff } from './xliff.ts';

export const formats: readonly TransferFormat[] = [csv, xliff, po];
