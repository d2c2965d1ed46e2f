/** The owner of the workshop at the REST side of the console. */
export interface Owner {
  /** `name=value`, for a browser. */
  cookie: string;
  ask<T>(method: string, path: string, body?: unknown): Promise<T>;
}

export const OWNER = { name: 'Tomas', email: 'tomas@velo-harbour.example', password: 'under the old crane' };

/** Makes the account of the set-up link. */
export async function openOwner(setupUrl: string): Promise<Owner> {
  const { origin, hash } = new URL(setupUrl);
  const token = new URLSearchParams(hash.slice(1)).get('setup');
  let cookie = '';

  async function call(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { cookie, origin, 'content-type': 'application/json' };
    const response = await fetch(origin + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  const opened = await call('POST', '/api/setup', { token, ...OWNER });
  cookie = opened.headers.getSetCookie()[0]!.split(';')[0]!;
  return {
    cookie,
    ask: async <T>(method: string, path: string, body?: unknown) =>
      (await call(method, path, body)).json() as Promise<T>,
  };
}
