// A subscription read as the query that answers each of its events: the same selection under `customer(id:)` or `operation(id:)`, under
// the name that the subscription gives it. Fragments and variables pass through.
import {
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  print,
  separateOperations,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

export interface SubscribedQuery {
  /** Asked for each event. It also asks for the id of what it answers, as `CANONICAL`. */
  query: string;
  operationName: string | undefined;
  variables: Readonly<Record<string, unknown>>;
  /** Under which the answer has what is watched. */
  key: string;
  /** As the client gave it: of a customer that of whichever record they know. */
  id: string;
  /** Answer at once, too. */
  initial: boolean;
}

/** What the id of what is watched is asked as, beside what the client asks. */
export const CANONICAL = '_subscribedId';

/** Of each subscription, the field of the query that answers it. */
const ANSWERED_BY: ReadonlyMap<string, string> = new Map([
  ['customerChanged', 'customer'],
  ['operationChanged', 'operation'],
]);

/** `document` is valid for the schema. Throws a GraphQLError that says what the client has to change. */
export function rewriteSubscription(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): SubscribedQuery {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) throw new GraphQLError('Say by its name which subscription is meant.');
  const field = rootField(operation, document);
  const definition = schema.getSubscriptionType()?.getFields()[field.name.value];
  const answeredBy = ANSWERED_BY.get(field.name.value);
  if (definition === undefined || answeredBy === undefined) throw new GraphQLError('There is no such subscription here.');
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced === undefined) throw errors[0] ?? new GraphQLError('The variables are wrong.');
  const { id, initial } = getArgumentValues(definition, field, coerced);
  const query = toQuery(operation, field, document, answeredBy);
  const used = new Set(query.variables);
  return {
    query: query.text,
    operationName: operation.name?.value,
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))),
    key: field.alias?.value ?? field.name.value,
    id: String(id),
    initial: initial !== false,
  };
}

/** The one field of the root, wherever fragments hide it; that it is one is a rule of validation. */
function rootField({ selectionSet }: OperationDefinitionNode, document: DocumentNode): FieldNode {
  const fields: FieldNode[] = [];
  const collect = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      if ((selection.directives ?? []).length > 0) throw new GraphQLError('The root of a subscription takes no directives.');
      if (selection.kind === Kind.FIELD) fields.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet.selections);
      else collect(fragmentsOf(document).find(({ name }) => name.value === selection.name.value)?.selectionSet.selections ?? []);
    }
  };
  collect(selectionSet.selections);
  const [first] = fields;
  if (first === undefined) throw new GraphQLError('A subscription has one field.');
  // Asked twice under one name, through fragments: both selections count.
  const selections = fields.flatMap((field) => field.selectionSet?.selections ?? []);
  return { ...first, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function fragmentsOf({ definitions }: DocumentNode): FragmentDefinitionNode[] {
  return definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
}

function toQuery(
  operation: OperationDefinitionNode,
  field: FieldNode,
  document: DocumentNode,
  answeredBy: string,
): { text: string; variables: string[] } {
  const canonical: FieldNode = { kind: Kind.FIELD, alias: nameNode(CANONICAL), name: nameNode('id') };
  const answered: FieldNode = {
    ...field,
    alias: nameNode(field.alias?.value ?? field.name.value),
    name: nameNode(answeredBy),
    arguments: (field.arguments ?? []).filter(({ name }) => name.value === 'id'),
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...(field.selectionSet?.selections ?? []), canonical] },
  };
  const asQuery: OperationDefinitionNode = {
    ...operation,
    operation: OperationTypeNode.QUERY,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [answered] },
  };
  // Fragments and variables that nothing names any more are faults of a query.
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions: [asQuery, ...fragmentsOf(document)] };
  const reached = separateOperations(whole)[operation.name?.value ?? ''] ?? whole;
  const used = new Set<string>();
  const note = (node: DocumentNode): void => {
    visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void used.add(name.value),
    });
  };
  note(reached);
  const text = print(visit(reached, { VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null) }));
  return { text, variables: [...used] };
}

function nameNode(value: string): FieldNode['name'] {
  return { kind: Kind.NAME, value };
}
