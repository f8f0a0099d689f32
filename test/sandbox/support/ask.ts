// A plain HTTP caller for the tests of the emulators.

export interface Reply {
  status: number;
  headers: Headers;
  /** Parsed JSON; null when empty. */
  body: unknown;
}

/** Sends one request; a string body goes as it is, anything else as JSON. The connection is not kept. */
export async function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<Reply> {
  const { method, headers, body } = options;
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { 'content-type': 'application/json', connection: 'close', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}
