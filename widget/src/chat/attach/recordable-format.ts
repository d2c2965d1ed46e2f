/** What browsers record, the best first: container with codec → ending of the file. */
export const FORMATS: Record<string, string> = {
  'audio/webm;codecs=opus': 'weba',
  'audio/mp4': 'm4a',
  'audio/ogg;codecs=opus': 'ogg',
};

/** What this browser can record of the MIME types given. */
export function recordableFormat(types: string[]): string | undefined {
  if (!globalThis.MediaRecorder || !navigator.mediaDevices) return undefined;
  const isWanted = (format: string) => types.includes(format.split(';')[0]!);
  return Object.keys(FORMATS).find((format) => isWanted(format) && MediaRecorder.isTypeSupported(format));
}
