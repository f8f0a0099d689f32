// Judges one exchange by a vendor's GraphQL schema: a connector's document and variables, and every answer, which must be what
// executing the document on it gives back: nothing missing, nothing not asked for, each leaf of its type.
import { isDeepStrictEqual } from 'node:util';
import {
  execute,
  getNamedType,
  getVariableValues,
  GraphQLError,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  NoDeprecatedCustomRule,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  specifiedRules,
  validate,
} from 'graphql';
import { z } from 'zod';
import { anyPlace, type Finding, withoutIds } from '../findings';
import { isObject, toPointer } from '../json';
import type { Judge } from '../judge';
import { isAnswered, isConnectors, type Recorded } from '../traffic';

export interface GraphqlContract {
  schema: GraphQLSchema;
  /** The one endpoint. */
  path: string;
  /** The type of an object that does not say its `__typename`, of its id; null = cannot be told. */
  typeOf(id: string): string | null;
  /** Whether every answer but a 200 says why as GraphQL does; false = such answers are the web server's, of which nothing is known. */
  refusesWithErrors: boolean;
  /** Whether a text can be an id of the vendor's. */
  isId(id: string): boolean;
}

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});
const errorsSchema = z.array(z.looseObject({ message: z.string().min(1), extensions: z.looseObject({}).optional() })).min(1);

interface Fault {
  where: string;
  what: string;
}

/** What a document is under the schema. */
interface Read {
  document: DocumentNode | null;
  operation: OperationDefinitionNode | null;
  faults: readonly Fault[];
}

export function createGraphqlJudge(contract: GraphqlContract): Judge {
  const documents = new Map<string, Read>();
  const read = (query: string): Read => {
    const known = documents.get(query) ?? readDocument(contract.schema, query);
    documents.set(query, known);
    return known;
  };
  return {
    judge(exchange) {
      const { vendor, method, path } = exchange;
      if (method !== 'POST' || path !== contract.path) {
        const what = 'the vendor has no such endpoint';
        const isAnswer = isAnswered(exchange) && exchange.status < 400;
        const findings: Finding[] = (['request', 'answer'] as const)
          .filter((side) => (side === 'request' ? isConnectors(exchange) : isAnswer))
          .map((side) => ({ vendor, operation: `${method} ${withoutIds(path)}`, side, where: '', what }));
        return { operation: null, findings };
      }
      const request = requestSchema.safeParse(parseJson(exchange.requestBody));
      const document = request.success ? read(request.data.query) : null;
      const operation = document?.operation?.name?.value ?? 'unnamed';
      const toFindings = (side: Finding['side'], faults: readonly Fault[]): Finding[] =>
        faults.map((fault) => ({ vendor, operation, side, ...fault }));
      const variables = request.data?.variables ?? {};
      return {
        operation: document === null ? null : operation,
        findings: [
          ...(isConnectors(exchange) ? toFindings('request', requestFaults(contract.schema, document, variables)) : []),
          ...(isAnswered(exchange) ? toFindings('answer', answerFaults(contract, document, variables, exchange)) : []),
        ],
      };
    },
  };
}

function readDocument(schema: GraphQLSchema, query: string): Read {
  try {
    const document = parse(query);
    const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION) ?? null;
    // What is deprecated is gone in a coming version.
    const faults = validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule]);
    return { document, operation, faults: faults.map(({ message }) => ({ where: '', what: message })) };
  } catch (error) {
    return {
      document: null,
      operation: null,
      faults: [{ where: '', what: error instanceof GraphQLError ? error.message : 'cannot be read' }],
    };
  }
}

function requestFaults(schema: GraphQLSchema, read: Read | null, variables: Readonly<Record<string, unknown>>): readonly Fault[] {
  if (read === null) return [{ where: '', what: 'the body is no GraphQL request' }];
  if (read.operation === null || read.faults.length > 0) return read.faults;
  const declared = read.operation.variableDefinitions ?? [];
  const unknown = Object.keys(variables).filter((name) => !declared.some(({ variable }) => variable.name.value === name));
  const { errors = [] } = getVariableValues(schema, declared, { ...variables });
  return [
    ...unknown.map((name) => ({ where: `$${name}`, what: 'is no variable' })),
    ...errors.map(({ message }) => ({ where: '', what: withoutValues(message) })),
  ];
}

function answerFaults(
  contract: GraphqlContract,
  read: Read | null,
  variables: Readonly<Record<string, unknown>>,
  exchange: Recorded,
): readonly Fault[] {
  const { status, answer } = exchange;
  if (status !== 200 && !contract.refusesWithErrors) return [];
  if (!isObject(answer)) return [{ where: '', what: 'is no object' }];
  if (status !== 200) return answer['errors'] === undefined ? [{ where: '/errors', what: `status ${status} without errors` }] : [];
  const isRefused = answer['errors'] !== undefined;
  const ofErrors =
    !isRefused || errorsSchema.safeParse(answer['errors']).success ? [] : [{ where: '/errors', what: 'are no GraphQL errors' }];
  const data = answer['data'];
  if (data === undefined || data === null) return isRefused ? ofErrors : [{ where: '/data', what: 'neither data nor errors' }];
  if (read?.document == null || read.operation === null) return [{ where: '/data', what: 'data for what is no document' }];
  // Old fields are still answered.
  const invalid = validate(contract.schema, read.document).length > 0;
  if (invalid) return [{ where: '/data', what: 'data for a document that the vendor refuses' }];
  return [...ofErrors, ...dataFaults(contract, read.document, variables, data)];
}

function dataFaults(
  contract: GraphqlContract,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  data: unknown,
): readonly Fault[] {
  const executed = execute({
    schema: contract.schema,
    document,
    rootValue: data,
    variableValues: { ...variables },
    fieldResolver: toResolver(contract),
    typeResolver: (value, _context, info) => typeNameOf(contract, value) ?? fittingType(value, info),
  });
  if (executed instanceof Promise) throw new Error('an answer is executed at once');
  const broken = (executed.errors ?? []).map(({ path = [], message }) => ({
    where: anyPlace(`/data${toPointer(path.map(String))}`),
    what: withoutValues(message),
  }));
  return broken.length > 0 ? broken : differences(data, plain(executed.data), '/data');
}

function toResolver({ isId }: GraphqlContract): GraphQLFieldResolver<unknown, unknown> {
  return (source, _args, _context, info) => {
    const value = isObject(source) ? source[info.path.key] : undefined;
    if (value === undefined) throw new GraphQLError('is missing');
    if (getNamedType(info.returnType).name === 'ID' && typeof value === 'string' && !isId(value))
      throw new GraphQLError('is no id of the vendor');
    return value;
  };
}

function typeNameOf({ typeOf }: GraphqlContract, value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  if (typeof value['__typename'] === 'string') return value['__typename'];
  return typeof value['id'] === 'string' ? (typeOf(value['id']) ?? undefined) : undefined;
}

/** The type of an object that does not say its own: one whose fields it has, of those the selection asks fields of, else any other. */
function fittingType(value: unknown, { fieldNodes, fragments, returnType, schema }: GraphQLResolveInfo): string | undefined {
  const type = getNamedType(returnType);
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
  // A fragment on an interface may hold others on its types.
  const namedIn = (selections: readonly SelectionNode[]): { type: string; fields: readonly string[] }[] =>
    selections.flatMap((one) => {
      if (one.kind === Kind.FIELD) return [];
      const fragment = one.kind === Kind.INLINE_FRAGMENT ? one : fragments[one.name.value];
      if (fragment === undefined) return [];
      const name = fragment.typeCondition?.name.value ?? type.name;
      const inside = namedIn(fragment.selectionSet.selections);
      return possible.includes(name) ? [{ type: name, fields: fieldsOf(fragment) }, ...inside] : inside;
    });
  const named = namedIn(fieldNodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []));
  const fits = named.find(({ fields }) => fields.every((name) => isObject(value) && name in value));
  return fits?.type ?? possible.find((name) => named.every(({ type: one }) => one !== name));
}

function fieldsOf({ selectionSet }: InlineFragmentNode | FragmentDefinitionNode): readonly string[] {
  return selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [(one.alias ?? one.name).value] : []));
}

/** Where what was answered is not what was asked for. */
function differences(answered: unknown, executed: unknown, where: string): readonly Fault[] {
  if (isDeepStrictEqual(answered, executed)) return [];
  if (Array.isArray(answered) && Array.isArray(executed) && answered.length === executed.length) {
    return answered.flatMap((one: unknown, at) => differences(one, executed[at], `${where}/*`));
  }
  if (!isObject(answered) || !isObject(executed)) return [{ where, what: 'is of another type' }];
  return Object.keys(answered).flatMap((name) =>
    name in executed
      ? differences(answered[name], executed[name], `${where}${toPointer([name])}`)
      : [{ where: `${where}${toPointer([name])}`, what: 'was not asked for' }],
  );
}

/** Results have no prototype. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Messages of graphql-js name the value behind a colon or in quotes. */
function withoutValues(message: string): string {
  return message.replace(/ value:? .*$/s, ' value').replace(/; .*$/s, '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
