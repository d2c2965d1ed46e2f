interface Request {
  method?: string;
  headers?: Record<string, string>;
  /** A stream where files go along. */
  body?: string | AsyncIterable<Uint8Array>;
  /** Of any make: grammY brings a polyfill that the platform's `fetch` refuses. */
  signal?: { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void };
}

/**
 * The platform's `fetch` for grammY. Unlike the one that comes with it, its errors never carry the address, which holds the token; and an answer
 * that is not Telegram's (a proxy's error page) becomes an `error_code` instead of an unknown outcome.
 */
export async function telegramFetch(
  url: string | URL,
  { method, headers, body, signal }: Request,
): Promise<{ json(): Promise<unknown> }> {
  const controller = new AbortController();
  if (signal?.aborted) controller.abort();
  signal?.addEventListener('abort', () => controller.abort());
  const request = { method, headers, body, duplex: 'half', signal: controller.signal };
  const response = await fetch(url, request as RequestInit);
  const text = await response.text();
  return { json: async () => parse(text) ?? foreignAnswer(response.status) };
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'ok' in value ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A proxy's or another server's word is not Telegram's: whatever it says, the call may be made again. */
function foreignAnswer(status: number): object {
  const description = `an answer with status ${status} that is not Telegram's`;
  return { ok: false, error_code: status >= 500 ? status : 502, description };
}
