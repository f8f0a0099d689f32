// Mailchimp's error bodies, problem documents (RFC 7807): https://mailchimp.com/developer/marketing/docs/errors/; titles and details
// as its glossary has them, what is said of single fields being this emulator's own.
import { randomUUID } from 'node:crypto';
import type { Route, VendorAnswer } from '../../http/message';

/** Thrown wherever a request turns out to be one Mailchimp refuses; `answeringRefusals` sends it. */
export class Refused extends Error {
  constructor(readonly answer: VendorAnswer) {
    super('refused');
  }
}

/** @returns the route, answering what it throws as `Refused`. */
export function answeringRefusals(route: Route): Route {
  return {
    ...route,
    handle(request) {
      try {
        return route.handle(request);
      } catch (error) {
        if (error instanceof Refused) return error.answer;
        throw error;
      }
    },
  };
}

const PROBLEM = { 'content-type': 'application/problem+json; charset=utf-8' };

function problem(status: number, title: string, detail: string, more: object = {}): VendorAnswer {
  const type = 'https://mailchimp.com/developer/marketing/docs/errors/';
  return { status, body: { type, title, status, detail, instance: randomUUID(), ...more }, headers: PROBLEM };
}

/** 400 for a parameter that is malformed, out of its bounds or, so that a caller's mistake shows, not documented. */
export function invalidResource(field: string, message: string): VendorAnswer {
  const detail = "The resource submitted could not be validated. For field-specific details, see the 'errors' array.";
  return problem(400, 'Invalid Resource', detail, { errors: [{ field, message }] });
}

/** 400 for a status that only the person can bring about. It quotes the address. */
export function inComplianceState(email: string): VendorAnswer {
  const detail = `${email} is in a compliance state due to unsubscribe, bounce, or compliance review and cannot be subscribed.`;
  return problem(400, 'Member In Compliance State', detail);
}

/** 400 for an address that was deleted for good. It quotes the address. */
export function forgottenEmail(email: string): VendorAnswer {
  const detail = `${email} was permanently deleted and cannot be re-imported. The contact must re-subscribe to get back on the list.`;
  return problem(400, 'Forgotten Email Not Subscribed', detail);
}

/** 422 for `fields` or `exclude_fields` that the resource does not have. */
export function invalidFields(): VendorAnswer {
  return problem(422, 'Requested Fields Invalid', 'The fields requested from this resource are invalid.');
}

/** 400 for a body that is no JSON. */
export function unreadableBody(): VendorAnswer {
  return problem(400, 'JSON Parse Error', 'We encountered an unspecified JSON parsing error.');
}

/** 401 without a key. */
export function keyMissing(): VendorAnswer {
  return problem(401, 'API Key Missing', 'Your request did not include an API key.');
}

/** 401 with a key that is none of the account's. */
export function keyInvalid(): VendorAnswer {
  return problem(401, 'API Key Invalid', "Your API key may be invalid, or you've attempted to access the wrong datacenter.");
}

/** 404 for a record that does not exist and for a path that is no endpoint, in the same words. */
export function notFound(): VendorAnswer {
  return problem(404, 'Resource Not Found', 'The requested resource could not be found.');
}

/** 429. Mailchimp sends no Retry-After with it: `retryAfterSeconds` is for tests that order one. */
export function tooManyRequests(retryAfterSeconds: number | null = null): VendorAnswer {
  const answer = problem(429, 'Too Many Requests', 'You have exceeded the limit of 10 simultaneous connections.');
  if (retryAfterSeconds === null) return answer;
  return { ...answer, headers: { ...PROBLEM, 'retry-after': String(retryAfterSeconds) } };
}

/** What stands before the API answers where far too much comes at once: 403 without any problem document. */
export function shutOut(): VendorAnswer {
  return { status: 403, body: Buffer.from(''), headers: { 'content-type': 'text/html' } };
}

/** 500 and 503. */
export function brokenDown(status: 500 | 503): VendorAnswer {
  if (status === 503) return problem(503, 'Service Unavailable', 'The service is unavailable.');
  return problem(500, 'Internal Server Error', 'An unexpected internal error has occurred. Please contact Support for more information.');
}
