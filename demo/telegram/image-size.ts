/** Of a PNG, by its header; other pictures are given a usual size. */
export function readImageSize(data: Buffer): { width: number; height: number } {
  const isPng = data.length >= 24 && data.toString('latin1', 1, 4) === 'PNG';
  return isPng ? { width: data.readUInt32BE(16), height: data.readUInt32BE(20) } : { width: 800, height: 600 };
}
