// One request to an RT, real or pretend, as the checks send it: nothing is retried, and every answer is an answer.
export interface Exchange {
  method: string;
  path: string;
  /** Sent as JSON; text is sent as it is. */
  body?: unknown;
  authorization: string | null;
}

export interface Answer {
  status: number;
  type: string;
  /** Parsed JSON, or the text where it is none. */
  body: unknown;
}

export async function ask(url: string, { method, path, body, authorization }: Exchange): Promise<Answer> {
  const answer = await fetch(`${url}/REST/2.0${path}`, {
    method,
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, type: (answer.headers.get('content-type') ?? '').split(';')[0] ?? '', body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
