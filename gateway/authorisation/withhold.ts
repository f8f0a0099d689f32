// An operation as a caller may ask it. A field is withheld by the type that it is asked of where it stands: of an object by its own
// requirements, of an interface by those of everything it may be. What is below it is withheld with it.
import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { TYPENAME } from '../execution/conditions';
import { fragmentsIn, operationIn } from '../execution/normalise';
import type { Withheld } from '../execution/withheld';
import type { Policy, RequirementIndex } from './policy';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The requirements of all that an operation asks, whatever its conditions; `operationName` null = the document has one. */
export function requirementsIn(document: DocumentNode, operationName: string | null, policy: Policy): RequirementIndex[] {
  const found = new Set<RequirementIndex>();
  const fragments = fragmentsIn(document);
  const seen = new Set<string>();
  const walk = (nodes: readonly SelectionNode[], typeName: string): void => {
    for (const node of nodes) {
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(node.name.value);
        if (fragment === undefined || seen.has(node.name.value)) continue;
        seen.add(node.name.value);
        walk(fragment.selectionSet.selections, fragment.typeCondition.name.value);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        walk(node.selectionSet.selections, node.typeCondition?.name.value ?? typeName);
      } else {
        for (const one of needsOf(node, typeName, policy, fragments)) found.add(one);
        const returns = policy.field(typeName, node.name.value)?.returns;
        if (returns !== undefined) walk(node.selectionSet?.selections ?? [], returns);
      }
    }
  };
  const operation = namedOperation(document, operationName);
  if (operation !== undefined) walk(operation.selectionSet.selections, policy.rootType(operation.operation));
  return [...found].sort((one, other) => one - other);
}

/** The document with one operation, without what needs one of the `unmet`. */
export function withhold(document: DocumentNode, policy: Policy, unmet: ReadonlySet<RequirementIndex>): Withheld {
  const fragments = fragmentsIn(document);
  const fields = new Set<FieldNode>();
  /** Keys of objects that are withheld: asked elsewhere too, their type may be needed for what is asked here. */
  const keys = new Set<string>();

  /** Each use of a fragment is opened: what is withheld of one use may be seen by another. */
  function open(nodes: readonly SelectionNode[], typeName: string, isBelow: boolean): Opened {
    const opened: Opened = { asked: [], left: [], isLess: false };
    for (const node of nodes) {
      if (node.kind === Kind.FIELD) openField(node, typeName, { isBelow, opened });
      else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        if (fragment === undefined) continue;
        const { directives = [] } = node;
        const { typeCondition } = fragment;
        const inner = open(fragment.selectionSet.selections, typeCondition?.name.value ?? typeName, isBelow);
        const around = (selections: readonly SelectionNode[]): SelectionNode => ({
          kind: Kind.INLINE_FRAGMENT,
          ...(typeCondition === undefined ? {} : { typeCondition }),
          directives,
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        });
        opened.asked.push(around(inner.asked));
        if (inner.left.length > 0) opened.left.push(around(inner.left));
        opened.isLess ||= inner.isLess;
      }
    }
    return opened;
  }

  function openField(node: FieldNode, typeName: string, { isBelow, opened }: { isBelow: boolean; opened: Opened }): void {
    const isWithheld = isBelow || needsOf(node, typeName, policy, fragments).some((one) => unmet.has(one));
    const returns = policy.field(typeName, node.name.value)?.returns;
    // What is about the schema itself is nobody's secret, and stays as it is.
    const inner = node.selectionSet === undefined || returns === undefined ? null : open(node.selectionSet.selections, returns, isWithheld);
    const asked = inner === null ? { ...node } : withSelections(node, inner.asked);
    opened.asked.push(asked);
    if (isWithheld) {
      fields.add(asked);
      if (inner !== null) keys.add((node.alias ?? node.name).value);
      opened.isLess = true;
      return;
    }
    // Which type it is has to be known, to say of which fields the answer has none.
    opened.left.push(inner === null ? node : withSelections(node, inner.isLess ? [TYPENAME, ...inner.left] : inner.left));
  }

  const operation = operationIn(document);
  const { asked, left } = open(operation.selectionSet.selections, policy.rootType(operation.operation), false);
  const askedDocument = only({ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: asked } });
  const leftDocument = visit(only({ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: left } }), {
    Field(field): FieldNode | undefined {
      const { selectionSet } = field;
      if (selectionSet === undefined || !keys.has((field.alias ?? field.name).value)) return undefined;
      return withSelections(field, [TYPENAME, ...selectionSet.selections]);
    },
  });
  return { asked: askedDocument, left: withUsedVariables(leftDocument), fields };
}

interface Opened {
  asked: SelectionNode[];
  left: SelectionNode[];
  /** Something is withheld of this object. */
  isLess: boolean;
}

/** What a field needs where it stands. */
function needsOf(node: FieldNode, typeName: string, policy: Policy, fragments: Fragments): readonly RequirementIndex[] {
  const field = policy.field(typeName, node.name.value);
  if (field === undefined) return [];
  const ofInterface = policy.ofInterface(field.returns);
  if (ofInterface.length === 0 || !asksItself(node.selectionSet?.selections ?? [], field.returns, fragments)) return field.needs;
  return [...field.needs, ...ofInterface];
}

/** Is a field of the interface itself among these? Its types by name, and which type it is, may be asked. */
function asksItself(nodes: readonly SelectionNode[], interfaceName: string, fragments: Fragments): boolean {
  return nodes.some((node) => {
    if (node.kind === Kind.FIELD) return node.name.value !== '__typename';
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    if (fragment === undefined) return false;
    const isSame = (fragment.typeCondition?.name.value ?? interfaceName) === interfaceName;
    return isSame && asksItself(fragment.selectionSet.selections, interfaceName, fragments);
  });
}

function namedOperation({ definitions }: DocumentNode, name: string | null): OperationDefinitionNode | undefined {
  return definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION && (name === null || one.name?.value === name),
  );
}

function withSelections(field: FieldNode, selections: readonly SelectionNode[]): FieldNode {
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function only(operation: OperationDefinitionNode): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [operation] };
}

function withUsedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) });
  return visit(document, { VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null) });
}
