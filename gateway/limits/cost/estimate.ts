// What an operation may cost at most, before it is planned, in the points of IBM's cost specification: an object 1, a scalar 0, a
// change 10 more, lists times their length; `@cost` and `@listSize` say otherwise. Of abstract types the dearest counts.
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import { collectFields, type Selections } from '../../execution/collect-fields';
import { isWantedWith } from '../../execution/conditions';
import { listSizeOf } from './list-size';
import type { CostRules } from './rules';

export interface Estimated {
  /** Valid for the schema. */
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** As the client sent them. */
  variables: Readonly<Record<string, unknown>>;
}

const CHANGE = 10;
/** Types within types multiply: what takes longer than some milliseconds to add up is too much to answer. */
const MOST_VISITS = 20_000;

/** Points; Infinity where there is too much to add up. */
export function estimateCost({ document, operation, variables: given }: Estimated, schema: GraphQLSchema, rules: CostRules): number {
  const root = schema.getRootType(operation.operation);
  if (root == null) return 0;
  const variables = withDefaults(operation, given);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const graph = { isA: (name: string, condition: string) => condition === '' || name === condition || isMember(schema, name, condition) };

  let visits = 0;
  function costOfObject(selections: Selections, type: GraphQLObjectType, sizes: ReadonlyMap<string, number>): number {
    let sum = 0;
    if (visits > MOST_VISITS) return Infinity;
    for (const { name, nodes, selections: inner } of collectFields(selections, type.name, graph)) {
      const field = type.getFields()[name];
      // Others under its key have the arguments of the first.
      const [node] = nodes;
      if (field === undefined || node === undefined) continue;
      visits += 1;
      const rule = rules.ruleOfField(type.name, name);
      const size = listSizeOf(field, node, { rule: rule?.list, said: sizes.get(name), variables });
      const answered = getNamedType(field.type);
      const own = rule?.weight ?? rules.weightOfType(answered.name) ?? (isCompositeType(answered) ? 1 : 0);
      for (const { name: argument } of node.arguments ?? []) sum += rule?.argumentWeights.get(argument.value) ?? 0;
      const each = own + (isCompositeType(answered) ? costOf(inner, answered, size.inner) : 0);
      // Nothing times infinity is nothing.
      if (size.items > 0) sum += size.items * each;
    }
    return sum;
  }

  function costOf(selections: Selections, type: ReturnType<typeof getNamedType>, sizes: ReadonlyMap<string, number>): number {
    if (isObjectType(type)) return costOfObject(selections, type, sizes);
    if (!isAbstractType(type)) return 0;
    return Math.max(0, ...schema.getPossibleTypes(type).map((possible) => costOfObject(selections, possible, sizes)));
  }

  const selections = { nodes: operation.selectionSet.selections, fragments, isWanted: isWantedWith(variables) };
  return costOfObject(selections, root, new Map()) + (operation.operation === OperationTypeNode.MUTATION ? CHANGE : 0);
}

function withDefaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }): [string, unknown][] =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
  );
  return { ...Object.fromEntries(defaults), ...given };
}

function isMember(schema: GraphQLSchema, name: string, condition: string): boolean {
  const [type, wider] = [schema.getType(name), schema.getType(condition)];
  return isObjectType(type) && isAbstractType(wider) && schema.isSubType(wider, type);
}
