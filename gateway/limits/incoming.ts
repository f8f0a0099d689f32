// What of an HTTP request the limits look at, before Apollo Server reads it itself: a body over POST, a query string over GET. What is
// neither is left to the server, which says what is wrong with it.
export interface Incoming {
  /** Left out = asked by an id alone. */
  query?: string;
  variables?: unknown;
  /** The id of a document that is known here. */
  documentId?: string;
}

/** `body` and `query` as the HTTP server has read them. */
export function readIncoming(body: unknown, query: unknown): Incoming {
  const given = isObject(body) ? body : isObject(query) ? query : {};
  const incoming: Incoming = {};
  if (typeof given['query'] === 'string') incoming.query = given['query'];
  if (given['variables'] !== undefined) incoming.variables = fromText(given['variables']);
  const extensions = fromText(given['extensions']);
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined;
  const id = isObject(persisted) ? persisted['sha256Hash'] : undefined;
  if (typeof id === 'string') incoming.documentId = id;
  return incoming;
}

/** Over GET they are JSON as text. */
function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
