// Request Tracker's error bodies, as a real RT 5.0.3 answered: one JSON object with a message, which is the status in words unless
// RT has something to say.
import type { VendorAnswer } from '../../http/message';

function answer(status: number, message: string): VendorAnswer {
  return { status, body: { message } };
}

/** 401, for missing and for wrong credentials alike; without a challenge. */
export const unauthorised = (): VendorAnswer => answer(401, 'Unauthorized');
export const notFound = (): VendorAnswer => answer(404, 'Not Found');
/** A path that there is, by another method. */
export const methodNotAllowed = (): VendorAnswer => answer(405, 'Method Not Allowed');
/** 403 with RT's own words: of few requests alone, since RT answers most that it refuses with 200 or 400. */
export const forbidden = (message: string): VendorAnswer => answer(403, message);
/** A change of what there is not. */
export const nothingToChange = (): VendorAnswer => answer(404, 'Resource does not exist; use POST to create');
/** 400 with RT's own words: a query that it cannot read, a body that is no list. */
export const badRequest = (message: string): VendorAnswer => answer(400, message);
/** A Perl error within RT: 500 and no body at all. */
export const internalError = (): VendorAnswer => ({ status: 500, body: Buffer.from('') });

/** A refusal that RT itself stumbles over. */
export const stumbled = (): VendorAnswer => answer(500, 'Internal Server Error');

/** RT has no rate limit; this is what the web server that a house puts before it answers. */
export function tooManyRequests(retryAfterSeconds: number | null): VendorAnswer {
  const headers = { 'content-type': 'text/html', ...(retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }) };
  return { status: 429, body: Buffer.from('<html><body><h1>429 Too Many Requests</h1></body></html>'), headers };
}

/** The same web server, where RT does not answer it. */
export function brokenDown(status: 500 | 503): VendorAnswer {
  if (status === 500) return internalError();
  return {
    status,
    body: Buffer.from('<html><body><h1>503 Service Unavailable</h1></body></html>'),
    headers: { 'content-type': 'text/html' },
  };
}

export function gatewayTimeout(): VendorAnswer {
  return {
    status: 504,
    body: Buffer.from('<html><body><h1>504 Gateway Time-out</h1></body></html>'),
    headers: { 'content-type': 'text/html' },
  };
}
