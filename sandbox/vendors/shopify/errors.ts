// Shopify's refusals: of a caller (bodies with a bare `errors`), of a query as a whole, and of one field.
// https://shopify.dev/docs/api/admin-graphql/2026-07#status-and-error-codes, and the wording seen in answers of the real API.
import { GraphQLError } from 'graphql';
import type { VendorAnswer } from '../../http/message';

/** 401, for a missing and for a wrong token alike. */
export function unauthorised(): VendorAnswer {
  return { status: 401, body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' } };
}

/** 404 for a path or a version that does not exist. */
export function notFound(): VendorAnswer {
  return { status: 404, body: { errors: 'Not Found' } };
}

/** 400 for a body that is no JSON or names no query. */
export function queryMissing(): VendorAnswer {
  return { status: 400, body: { errors: { query: 'Required parameter missing or invalid' } } };
}

/** 500 and 503. */
export function brokenDown(status: 500 | 503): VendorAnswer {
  return { status, body: { errors: status === 503 ? 'Service Unavailable' : 'Internal Server Error' } };
}

/** What `extensions.cost` tells; `actualQueryCost` is null for a query that was not run. */
export interface CostReport {
  requestedQueryCost: number;
  actualQueryCost: number | null;
  throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
}

/** HTTP 200 without `data`, for a query that costs more than the bucket holds now. */
export function throttled(cost: CostReport): VendorAnswer {
  const documentation = 'https://shopify.dev/api/usage/rate-limits';
  return {
    status: 200,
    body: { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation } }], extensions: { cost } },
  };
}

/** HTTP 200 without `data`, for a query that costs more than any query may. */
export function tooCostly(cost: number, maxCost: number): VendorAnswer {
  const documentation = 'https://shopify.dev/api/usage/limits#rate-limits';
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${maxCost}).

See ${documentation} for more information on how the cost of a query is calculated.`;
  return { status: 200, body: { errors: [{ message, extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost, documentation } }] } };
}

/** HTTP 200 without `data`, for an argument with more entries than Shopify takes. */
export function tooManyEntries(path: readonly string[], size: number, most: number): VendorAnswer {
  const message = `The input array size of ${size} is greater than the maximum allowed of ${most}.`;
  return { status: 200, body: { errors: [{ message, path, extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } }] } };
}

/** For a field's resolver to throw: wrong paging arguments, a wrong id. */
export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}

/** For a field's resolver to throw: no id at all. */
export function invalidGlobalId(id: string): GraphQLError {
  return new GraphQLError(`Invalid global id '${id}'`, { extensions: { code: 'INVALID_VARIABLE' } });
}

/** For the resolvers of `staffMember`, which only some shops' apps may read. */
export function staffDenied(): GraphQLError {
  const requiredAccess =
    '`read_users` access scope. Also: The app must be a finance embedded app or installed on a Shopify Plus or Advanced store. Contact Shopify Support to enable this scope for your app.';
  return new GraphQLError(`Access denied for staffMember field. Required access: ${requiredAccess}`, {
    extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/api/usage/access-scopes', requiredAccess },
  });
}

/** For an app without an access scope: status 200, like most of what goes wrong. https://shopify.dev/docs/api/usage/access-scopes */
export function accessDenied(): VendorAnswer {
  const documentation = 'https://shopify.dev/api/usage/access-scopes';
  const requiredAccess = 'an access scope that this app does not have';
  const message = `Access denied. Required access: ${requiredAccess}.`;
  return { status: 200, body: { data: null, errors: [{ message, extensions: { code: 'ACCESS_DENIED', documentation, requiredAccess } }] } };
}
