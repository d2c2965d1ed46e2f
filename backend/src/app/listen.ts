import type { Server } from 'node:http';

/** Resolves with the address, e.g. `http://localhost:3000`, when the server accepts connections. */
export function listen(http: Server, { host, port }: { host: string; port: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      const address = http.address();
      resolve(`http://${host}:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}
