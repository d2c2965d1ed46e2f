import { request, type Dispatcher } from 'undici';

/** As much of a `Response` as the SDK asks of one. Its body is a Node stream. */
interface QuickResponse {
  ok: boolean;
  status: number;
  headers: Headers;
  url: string;
  body: AsyncIterable<Uint8Array>;
  text(): Promise<string>;
  json(): Promise<unknown>;
}

interface QuickRequest {
  method?: string;
  headers?: HeadersInit;
  body?: string;
  signal?: AbortSignal;
}

/** `fetch` over a dispatcher without the streams of the web platform, which cost half a millisecond before the first byte and more with each piece. */
export function createQuickFetch(dispatcher: Dispatcher) {
  return async (url: string, { method = 'GET', headers, body, signal }: QuickRequest): Promise<QuickResponse> => {
    const answer = await request(url, {
      dispatcher,
      method: method as Dispatcher.HttpMethod,
      headers: Object.fromEntries(new Headers(headers)),
      body,
      signal,
    });
    const { statusCode: status, body: content } = answer;
    return {
      ok: status >= 200 && status < 300,
      status,
      headers: headersOf(answer.headers),
      url,
      body: content,
      text: () => content.text(),
      json: () => content.json(),
    };
  };
}

function headersOf(raw: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(raw)) {
    for (const value of [values ?? []].flat()) headers.append(name, value);
  }
  return headers;
}
