// Stripe's error bodies: https://docs.stripe.com/api/errors, https://docs.stripe.com/error-codes; wording as seen in answers of
// the real API. Request-Id and Stripe-Version, which every answer has, are added by the server.
import type { VendorAnswer } from '../../http/message';

/** 400 unless said otherwise. @param code one of https://docs.stripe.com/error-codes; null where Stripe gives none. */
export function invalidRequest(message: string, code: string | null, param: string | null = null, status = 400): VendorAnswer {
  const coded = code === null ? {} : { code, doc_url: `https://stripe.com/docs/error-codes/${code.replace(/_/g, '-')}` };
  return { status, body: { error: { ...coded, message, ...(param === null ? {} : { param }), type: 'invalid_request_error' } } };
}

/** A parameter that names a record there is none of. @param noun as in "No such customer". */
export function noSuch(noun: string, id: string, param: string): VendorAnswer {
  return invalidRequest(`No such ${noun}: '${id}'`, 'resource_missing', param);
}

/** 404 for a path that names a record there is none of. */
export function notFound(noun: string, id: string): VendorAnswer {
  return invalidRequest(`No such ${noun}: '${id}'`, 'resource_missing', 'id', 404);
}

/** 404 for a path that is no endpoint. */
export function unknownUrl(path: string): VendorAnswer {
  return invalidRequest(`Unrecognized request URL (${path}). Please see https://stripe.com/docs.`, null, null, 404);
}

/** 401. @param key what was sent as one; null = nothing. It is told back with its middle blotted out, as Stripe does. */
export function unauthorised(key: string | null): VendorAnswer {
  const message =
    key === null
      ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
      : `Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(Math.max(4, key.length - 12))}${key.length > 12 ? key.slice(-4) : ''}`;
  return { ...invalidRequest(message, null, null, 401), headers: { 'www-authenticate': 'Bearer realm="Stripe"' } };
}

/**
 * 429 of a rate limit. Stripe names the limit in Stripe-Rate-Limited-Reason (https://docs.stripe.com/rate-limits) and sends
 * neither Retry-After nor Stripe-Should-Retry with it; both come with a 429 on demand that names a time, as when Stripe itself
 * advises to try again (https://docs.stripe.com/error-low-level).
 */
export function tooManyRequests(reason: 'global-rate' | 'endpoint-rate', retryAfterSeconds: number | null = null): VendorAnswer {
  const message = 'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.';
  const advice = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds), 'stripe-should-retry': 'true' };
  return { ...invalidRequest(message, 'rate_limit', null, 429), headers: { 'stripe-rate-limited-reason': reason, ...advice } };
}

/** 500 and 503: `api_error`, "something went wrong on Stripe's end". */
export function brokenDown(status: 500 | 503): VendorAnswer {
  return { status, body: { error: { message: 'An unknown error occurred', type: 'api_error' } } };
}

/** 403 for a restricted key without the permission. https://docs.stripe.com/keys/restricted-api-keys */
export function forbidden(): VendorAnswer {
  return invalidRequest(
    'The provided key does not have the required permissions for this endpoint. Having more permissions would allow this request to continue.',
    null,
    null,
    403,
  );
}
