// Intercom's error bodies: https://developers.intercom.com/docs/references/rest-api/errors/error-objects and .../error-codes.
// Where a code is documented without its message, the message is this emulator's own.
import { randomUUID } from 'node:crypto';
import type { Route, VendorAnswer } from '../../http/message';

/** Thrown wherever a request turns out to be one Intercom refuses; `answeringRefusals` sends it. */
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

function errorList(status: number, code: string, message: string, headers: Record<string, string> = {}): VendorAnswer {
  return { status, body: { type: 'error.list', request_id: randomUUID(), errors: [{ code, message }] }, headers };
}

/** 400 for a query, a page or a body that is not as documented. */
export function invalidParameter(message: string): VendorAnswer {
  return errorList(400, 'parameter_invalid', message);
}

/** 400 without a part that a request must have. */
export function missingParameter(name: string): VendorAnswer {
  return errorList(400, 'parameter_not_found', `${name} is required`);
}

/** 400 for an `Intercom-Version` that there is not. */
export function invalidVersion(): VendorAnswer {
  return errorList(400, 'intercom_version_invalid', 'The requested version could not be found');
}

/** 400 for a merge of anything but a lead into a user. */
export function invalidMerge(): VendorAnswer {
  return errorList(400, 'invalid_merge', 'Merging can only be performed on a lead into a user');
}

/** 409 for an address that another contact has. */
export function contactConflict(holderId: string): VendorAnswer {
  return errorList(409, 'conflict', `A contact matching those details already exists with id=${holderId}`);
}

/** 401, for missing and for wrong tokens alike. */
export function unauthorised(): VendorAnswer {
  return errorList(401, 'unauthorized', 'Access Token Invalid');
}

/** 404 for a contact that does not exist. */
export function contactNotFound(): VendorAnswer {
  return errorList(404, 'not_found', 'User Not Found');
}

/** 404 for anything else. */
export function resourceNotFound(): VendorAnswer {
  return errorList(404, 'not_found', 'Resource Not Found');
}

/** 410 from version 2.16 on: https://developers.intercom.com/docs/references/2.16/rest-api/api.intercom.io/contacts/showcontact */
export function contactMerged(canonicalId: string): VendorAnswer {
  const message = "This contact has been merged. See the 'Link' header for the canonical contact.";
  return errorList(410, 'contact_merged', message, { link: `</contacts/${canonicalId}>; rel="canonical"` });
}

/** 429; `Retry-After` is not documented, and sent only on order. */
export function tooManyRequests(limit: number, retryAfterSeconds: number | null): VendorAnswer {
  const headers = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
  return errorList(429, 'rate_limit_exceeded', `Exceeded rate limit of ${limit} in 10_seconds`, headers);
}

/** 500 and 503. */
export function brokenDown(status: 500 | 503): VendorAnswer {
  return status === 503
    ? errorList(503, 'service_unavailable', 'Sorry, the API service is temporarily unavailable')
    : errorList(500, 'server_error', 'Something went wrong');
}
