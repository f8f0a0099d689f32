// Vendure's refusals. Most come with status 200, as an error beside `data`: https://docs.vendure.io/guides/developer-guide/error-handling/,
// and the wording seen in answers of a real one (3.7.3).
import { GraphQLError } from 'graphql';
import type { VendorAnswer } from '../../http/message';

const NOT_AUTHORISED = 'You are not currently authorized to perform this action';

/** For a field's resolver to throw: nobody is logged in, the session is over, or a right is missing. */
export function forbidden(): GraphQLError {
  return new GraphQLError(NOT_AUTHORISED, { extensions: { code: 'FORBIDDEN' } });
}

/** For a field's resolver to throw: an argument that cannot be. */
export function userInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'USER_INPUT_ERROR' } });
}

/** For a field's resolver to throw: what is to be changed is not there. */
export function customerNotFound(id: string): GraphQLError {
  return new GraphQLError(`No Customer with the id "${id}" could be found`, { extensions: { code: 'ENTITY_NOT_FOUND' } });
}

/** For a field's resolver to throw: what the database would not run. Vendure tells no code of it. */
export function databaseError(message = 'Error'): GraphQLError {
  return new GraphQLError(message);
}

/** Status 200, for a caller whose session is not one. */
export function unauthorised(): VendorAnswer {
  return {
    status: 200,
    body: { errors: [{ message: NOT_AUTHORISED, path: ['customers'], extensions: { code: 'FORBIDDEN' } }], data: null },
  };
}

/** 400, for a document that cannot be read, or that asks for what there is not. */
export function badDocument(errors: readonly GraphQLError[], code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED'): VendorAnswer {
  const http = { status: 400, headers: {} };
  return { status: 400, body: { errors: errors.map((error) => ({ ...error.toJSON(), extensions: { http, code } })) } };
}

/** 200 without `data`, for variables that do not fit. */
export function badVariables(errors: readonly GraphQLError[]): VendorAnswer {
  return { status: 200, body: { errors: errors.map((error) => ({ ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT' } })) } };
}

/** 400, for a document with several operations of which none is named. */
export function noOperation(): VendorAnswer {
  const message = 'Must provide operation name if query contains multiple operations.';
  const extensions = { http: { status: 400, headers: {} }, code: 'OPERATION_RESOLUTION_FAILURE' };
  return { status: 400, body: { errors: [{ message, extensions }] } };
}

/** 400, for a body that names no query. */
export function queryMissing(): VendorAnswer {
  const message = 'POST body missing, invalid Content-Type, or JSON object has no keys.';
  return { status: 400, body: { errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] } };
}

/** What the HTTP side of the shop answers, before GraphQL is reached: 400 for bad JSON, 404, 500 for a body of more than 100 kB. */
export function httpError(status: number, message: string, path = '/admin-api'): VendorAnswer {
  return { status, body: { statusCode: status, message, timestamp: new Date().toISOString(), path } };
}
