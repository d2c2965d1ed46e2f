const OWNER = { email: 'anna@velo.example', password: 'a long password' };

/** Settings that make the owner's account at the start. */
export const OWNER_ENV = { ADMIN_EMAIL: OWNER.email, ADMIN_PASSWORD: OWNER.password };

export interface TestConsole {
  cookie: string;
  /** Throws on a status that is not a success. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
  read<T>(path: string): Promise<T>;
}

/** The owner, logged in to the REST side. */
export async function openConsole(url: string): Promise<TestConsole> {
  let cookie = '';
  async function ask(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { cookie, origin: url, ...(body !== undefined && { 'content-type': 'application/json' }) };
    const response = await fetch(url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
  const response = await ask('POST', '/api/session', OWNER);
  cookie = response.headers.getSetCookie()[0]!.split(';')[0]!;
  return { cookie, ask, read: async (path) => (await ask('GET', path)).json() };
}
