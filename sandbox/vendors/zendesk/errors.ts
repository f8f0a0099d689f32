// Zendesk's error bodies: https://developer.zendesk.com/api-reference/introduction/requests/#response-format and the wording seen
// in answers of the real API.
import type { VendorAnswer } from '../../http/message';

/** 400 for a parameter that is missing, malformed or beyond its maximum. */
export function invalidAttribute(name: string, rule: string): VendorAnswer {
  const message = `You passed an invalid value for the ${name} attribute. Invalid parameter: ${name} ${rule}`;
  return { status: 400, body: { error: { title: 'Invalid attribute', message } } };
}

/** 422 for values that a record may not have, by field. */
export function invalidRecord(details: Readonly<Record<string, string>>): VendorAnswer {
  const worded = Object.fromEntries(Object.entries(details).map(([field, description]) => [field, [{ description }]]));
  return { status: 422, body: { error: 'RecordInvalid', description: 'Record validation errors', details: worded } };
}

/** 400 for an idempotency key that came with another body before. */
export function idempotencyConflict(): VendorAnswer {
  const description = 'Request parameters must be the same for the same idempotency key';
  return { status: 400, body: { error: 'IdempotentRequestError', description } };
}

/** 404 for a record that does not exist, was merged away or may not be seen. */
export function recordNotFound(): VendorAnswer {
  return { status: 404, body: { error: 'RecordNotFound', description: 'Not found' } };
}

/** 404 for a path that is no endpoint. */
export function invalidEndpoint(): VendorAnswer {
  return { status: 404, body: { error: 'InvalidEndpoint', description: 'Not found' } };
}

/** 401, for missing and for wrong credentials alike. */
export function unauthorised(): VendorAnswer {
  return { status: 401, body: { error: "Couldn't authenticate you" }, headers: { 'www-authenticate': 'Basic realm="Web Password"' } };
}

/** 422 beyond the results a search gives out. */
export function beyondSearchLimit(): VendorAnswer {
  const description = 'Invalid search: Requested response size was greater than Search Response Limits';
  return { status: 422, body: { error: 'invalid', description } };
}

/** 422 for a query of more words than a search takes: the limit is documented, the answer is not. */
export function tooManyWords(): VendorAnswer {
  return { status: 422, body: { error: 'invalid', description: 'Invalid search: too many words' } };
}

/** 429; Zendesk always sends Retry-After: https://developer.zendesk.com/api-reference/introduction/rate-limits/ */
export function tooManyRequests(retryAfterSeconds: number): VendorAnswer {
  return {
    status: 429,
    body: { error: 'APIRateLimitExceeded', description: 'Number of allowed API requests per minute exceeded' },
    headers: { 'retry-after': String(retryAfterSeconds) },
  };
}

/** 500 and 503. */
export function brokenDown(status: 500 | 503): VendorAnswer {
  return { status, body: { error: status === 503 ? 'DatabaseError' : 'InternalError', description: 'Please try again in a moment' } };
}

/** 403 for a user whose role may not. https://developer.zendesk.com/documentation/ticketing/reference-guides/error-codes-reference/ */
export function forbidden(): VendorAnswer {
  const message = 'You do not have access to this page. Please contact the account owner of this help desk for further help.';
  return { status: 403, body: { error: { title: 'Forbidden', message } } };
}
