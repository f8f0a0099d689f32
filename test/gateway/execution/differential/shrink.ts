// The smallest operation that still fails: selections, arguments and conditions are dropped one by one as long as it does.
import { Kind, separateOperations, validate, visit, type ASTNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Operation } from './random-operation';

const MOST_TRIES = 1_500;

/** `fails` says whether an operation still shows what is looked for. */
export async function shrink(
  api: GraphQLSchema,
  operation: Operation,
  fails: (smaller: Operation) => Promise<boolean>,
): Promise<Operation> {
  let best = operation;
  let tries = 0;
  for (let index = 0; tries < MOST_TRIES;) {
    const smaller = without(best.document, index);
    if (smaller === null) return best;
    tries += 1;
    const candidate = tidy({ ...best, document: smaller });
    if (isWhole(candidate.document) && validate(api, candidate.document).length === 0 && (await fails(candidate))) best = candidate;
    else index += 1;
  }
  return best;
}

const DROPPABLE: readonly string[] = [
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.DIRECTIVE,
  Kind.ARGUMENT,
  Kind.OBJECT_FIELD,
];

/** Without its index-th part; null where it has fewer. A condition's argument goes with it only. */
function without(document: DocumentNode, index: number): DocumentNode | null {
  let at = -1;
  let found = false;
  const smaller = visit(document, {
    enter(node: ASTNode): null | false | undefined {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (!DROPPABLE.includes(node.kind)) return undefined;
      at += 1;
      if (at !== index) return node.kind === Kind.DIRECTIVE ? false : undefined;
      found = true;
      return null;
    },
  });
  return found ? smaller : null;
}

/** Without the operations, fragments and variables that nothing uses, and empty selections. */
function tidy({ document, operationName, variables }: Operation): Operation {
  const separate = separateOperations(document);
  const alone = separate[operationName ?? ''] ?? Object.values(separate)[0] ?? document;
  const used = new Set<string>();
  visit(alone, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return {
    document: visit(alone, { VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null) }),
    operationName: operationName !== null && isNamed(alone, operationName) ? operationName : null,
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))),
  };
}

function isNamed(document: DocumentNode, name: string): boolean {
  return document.definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && one.name?.value === name);
}

/** No validation rule minds a selection without fields: no parser lets one through. */
function isWhole(document: DocumentNode): boolean {
  let whole = document.definitions.length > 0;
  visit(document, { SelectionSet: ({ selections }) => void (whole &&= selections.length > 0) });
  return whole;
}
