import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from './world.ts';

/** Answers `/file/bot<token>/<file_path>`. Returns false when the address is not of that kind. */
export function handleFile(world: World, request: IncomingMessage, response: ServerResponse): boolean {
  const { pathname } = new URL(request.url ?? '/', 'http://emulator');
  const match = /^\/file\/bot([^/]+)\/(.+)$/.exec(pathname);
  if (!match) return false;
  const known = decodeURIComponent(match[1] ?? '') === world.token;
  const file = known ? world.files.findByPath(decodeURIComponent(match[2] ?? '')) : undefined;
  response.writeHead(file ? 200 : 404, { 'content-type': file ? 'application/octet-stream' : 'text/plain' });
  response.end(file?.data ?? 'Not Found');
  return true;
}
