// Salesforce's error bodies: a list of codes with messages, https://developer.salesforce.com/docs/platform/api-rest/guide/errorcodes.html,
// and the two words of OAuth's. Messages are as seen in answers of the real API as far as they are known, else this emulator's own.
import type { Route, VendorAnswer } from '../../http/message';

/** Thrown wherever a request turns out to be one Salesforce refuses; `answeringRefusals` sends it. */
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

/** @param fields which were at fault; told of writes alone. */
export function toError(status: number, errorCode: string, message: string, fields?: readonly string[]): VendorAnswer {
  return { status, body: [{ message, errorCode, ...(fields === undefined ? {} : { fields }) }] };
}

/** 400 for a query, a body or a parameter that cannot be. */
export function refuse(errorCode: string, message: string, fields?: readonly string[]): Refused {
  return new Refused(toError(400, errorCode, message, fields));
}

/** 401 for a token that has run out, was revoked, or never was. */
export function invalidSession(): VendorAnswer {
  return toError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

/** 403; Salesforce sends no Retry-After with it. */
export function requestLimitExceeded(): VendorAnswer {
  return toError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
}

/** 404 for a path that is no resource, and for a record that is not there. */
export function notFound(): VendorAnswer {
  return toError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

/** 404 of a write, for a record in the recycle bin. */
export function entityIsDeleted(): VendorAnswer {
  return toError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
}

/** 400 of the token endpoint: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm */
export function oauthError(error: string, description: string): VendorAnswer {
  return { status: 400, body: { error, error_description: description } };
}
