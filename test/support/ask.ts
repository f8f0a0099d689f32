// Asks a GraphQL endpoint over HTTP, as a client does, and hands back everything a test looks at.

export interface GraphError {
  message: string;
  path?: (string | number)[];
  extensions: Record<string, unknown>;
}

export interface GraphAnswer<Data> {
  data: Data;
  errors?: GraphError[];
  extensions?: { customerGraph?: Record<string, unknown> };
  status: number;
  headers: Headers;
}

export interface Question {
  query: string;
  variables?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** POSTs to `<url>/graphql`; `Data` is what the test expects, unchecked. Rejects when there is no JSON in the answer. */
export async function ask<Data>(url: string, { query, variables = {}, headers = {} }: Question): Promise<GraphAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Pick<GraphAnswer<Data>, 'data' | 'errors' | 'extensions'>;
  return { ...body, status: response.status, headers: response.headers };
}
