import type { ByteRange } from '../file/file-bytes.ts';

/** One range of RFC 9110; several, other units and nonsense are answered with the whole, as the RFC allows. */
export function readRange(
  header: string,
  { size, isCurrent }: { size: number; isCurrent: boolean },
): ByteRange | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header.replaceAll(' ', '')) ?? [];
  if (!isCurrent || (!first && !last)) return undefined;
  const start = first ? Number(first) : Math.max(size - Number(last), 0);
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1;
  if (first && last && Number(last) < start) return undefined;
  return start >= size || (!first && Number(last) === 0) ? 'unsatisfiable' : { start, end };
}
