// Klaviyo's error bodies, JSON:API errors: https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling; wording as seen
// in answers of the real API, but for the details of a refused parameter, which are this emulator's own.
import { randomUUID } from 'node:crypto';
import type { Route, VendorAnswer } from '../../http/message';
import { JSON_API } from './documents';

/** Thrown wherever a request turns out to be one Klaviyo refuses; `answeringRefusals` sends it. */
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

function toError(status: number, code: string, title: string, detail: string, source: object): VendorAnswer {
  const error = { id: randomUUID(), status, code, title, detail, source, links: {}, meta: {} };
  return { status, body: { errors: [error] }, headers: JSON_API };
}

/** 400 for a query parameter that is malformed, unknown to the endpoint or out of its bounds. */
export function invalidParameter(parameter: string, detail: string): VendorAnswer {
  return toError(400, 'invalid', 'Invalid input.', detail, { parameter });
}

/** 400 for a body that is not what the endpoint takes. */
export function invalidBody(detail: string): VendorAnswer {
  return toError(400, 'invalid', 'Invalid input.', detail, { pointer: '/data/attributes' });
}

/** 400 without, or with an unknown, `revision` header. */
export function invalidRevision(detail: string): VendorAnswer {
  return toError(400, 'invalid', 'Invalid input.', detail, { pointer: '/data/' });
}

/** 400 for a body that is no JSON. */
export function unreadableBody(): VendorAnswer {
  return toError(400, 'parse_error', 'Malformed request.', 'The request body is not valid JSON.', { pointer: '/data/' });
}

/** 401 without a key, and with one that is none of the account's. */
export function unauthorised(): VendorAnswer {
  const detail = 'Missing or invalid authorization scheme. Please use Klaviyo-API-Key.';
  return toError(401, 'not_authenticated', 'Authentication credentials were not provided.', detail, { pointer: '/data/' });
}

/** 404 for a record that does not exist. @param kind as a reader calls it: "profile". */
export function recordNotFound(kind: string, id: string): VendorAnswer {
  return toError(404, 'not_found', 'Not found.', `A ${kind} with id ${id} does not exist.`, { pointer: '/data/' });
}

/** 404 for a path that is no endpoint. */
export function unknownPath(path: string): VendorAnswer {
  return toError(404, 'not_found', 'Not found.', `The path ${path} could not be found.`, { pointer: '/data/' });
}

/** 429; Klaviyo always sends Retry-After with it, and none of the RateLimit headers. */
export function tooManyRequests(retryAfterSeconds: number): VendorAnswer {
  const detail = `Request was throttled. Expected available in ${retryAfterSeconds} second${retryAfterSeconds === 1 ? '' : 's'}.`;
  const answer = toError(429, 'throttled', 'Request was throttled.', detail, { pointer: '/data/' });
  return { ...answer, headers: { ...JSON_API, 'retry-after': String(retryAfterSeconds) } };
}

/** 500 and 503. */
export function brokenDown(status: 500 | 503): VendorAnswer {
  const code = status === 503 ? 'service_unavailable' : 'error';
  return toError(status, code, 'A server error occurred.', 'Please try again in a moment.', { pointer: '/data/' });
}

/** 403 for a key that lacks a scope. https://developers.klaviyo.com/en/docs/authenticate_#api-key-scopes */
export function forbidden(): VendorAnswer {
  const detail = 'The API key specified is invalid or does not have the required scopes.';
  return toError(403, 'permission_denied', 'You do not have permission to perform this action.', detail, { pointer: '/data/' });
}
