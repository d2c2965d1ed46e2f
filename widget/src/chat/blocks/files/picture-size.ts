import type { FileView } from '@agent-chat/sdk/protocol';

/** Pixels. */
const MOST = 240;
const LEAST = 64;
const UNKNOWN = { width: 240, height: 180 };

/** The room that a picture gets before it is there. */
export function pictureSize({ width, height }: FileView): { width: number; height: number } {
  if (!width || !height) return UNKNOWN;
  const scale = Math.min(1, MOST / width, MOST / height);
  return { width: fit(width * scale), height: fit(height * scale) };
}

const fit = (length: number): number => Math.max(LEAST, Math.round(length));
