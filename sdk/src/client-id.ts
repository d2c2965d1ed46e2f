/**
 * 48 bits of time, then 80 random ones: ids of one conversation ascend, so that the server's index of them is extended at its end. Made without
 * `crypto.randomUUID`, which exists in secure contexts only, and a shop in the local network is none.
 */
export function createClientId(now = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  return now.toString(16).padStart(12, '0') + [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
