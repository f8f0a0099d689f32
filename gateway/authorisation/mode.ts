// What becomes of a request that asks for what its caller may not see, where that is not simply left out: refused as a whole, or
// answered as if nothing were withheld while it is told what would have been. `AUTHORISATION` in the settings.
import { getVariableValues, GraphQLError, Kind, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Caller } from '../../platform/request/caller';
import { UNAUTHORISED } from '../execution/withheld';
import type { AskedOperation, Authoriser } from './authoriser';

/** `filter` = fields that may not be seen are null, with an error. */
export type Mode = 'filter' | 'reject' | 'dry-run';

export interface WholeRequest {
  schema: GraphQLSchema;
  asked: AskedOperation;
  /** As the client sent them. */
  variables: Readonly<Record<string, unknown>>;
  caller: Caller;
  authorises: Authoriser;
}

/** The answer where the request is refused; what goes with the answer where something would have been withheld. */
export interface Verdict {
  refused?: { data: null; errors: GraphQLError[] };
  told?: { authorizationErrors: { message: string; path: string[]; extensions: { code: string } }[] };
}

export function wholeRequest(mode: 'reject' | 'dry-run', { schema, asked, variables, caller, authorises }: WholeRequest): Verdict {
  if (authorises.withheldFrom(caller, asked) === undefined) return {};
  const operation = asked.document.definitions.find(
    (one): one is OperationDefinitionNode =>
      one.kind === Kind.OPERATION_DEFINITION && (asked.operationName === null || one.name?.value === asked.operationName),
  );
  const { coerced } = getVariableValues(schema, operation?.variableDefinitions ?? [], variables);
  // Values that do not fit are told by whoever executes, who then asks nobody.
  const paths = coerced === undefined ? [] : authorises.pathsWithheld(caller, asked, coerced);
  if (paths.length === 0) return {};
  const { message, code } = UNAUTHORISED;
  if (mode === 'dry-run') return { told: { authorizationErrors: paths.map((path) => ({ message, path, extensions: { code } })) } };
  return { refused: { data: null, errors: paths.map((path) => new GraphQLError(message, { path, extensions: { code } })) } };
}
