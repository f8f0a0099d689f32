// The oracle: one schema, what clients see of the graph, whose resolvers read the world directly. graphql-js executes it; there are
// no subgraphs and no plan.
import {
  buildASTSchema,
  doTypesOverlap,
  execute,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  printSchema,
  type DocumentNode,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { isRow, Lazy, type Arguments, type Row, type World } from './graph';
import type { Outage, Ownership } from './outage';

/** A row with those who may have answered it. */
class Held {
  constructor(
    readonly row: Row,
    readonly from: readonly string[],
  ) {}
}

interface Scene {
  world: World;
  outage: Outage | null;
  /** Fields of the document that the caller may not see. */
  withheld: ReadonlySet<FieldNode>;
}

export interface MonolithAnswer {
  data: Record<string, unknown> | null;
  errors: readonly GraphQLError[];
}

export interface Monolith {
  /** `withheld`: fields of the document that are guarded, where all of those that are one in the answer are; none where it is left out. */
  answer(
    document: DocumentNode,
    variables: Arguments,
    world: World,
    outage: Outage | null,
    withheld?: ReadonlySet<FieldNode>,
  ): Promise<MonolithAnswer>;
  /** The same with every type nullable: all that goes wrong anywhere. */
  allErrors(
    document: DocumentNode,
    variables: Arguments,
    world: World,
    outage: Outage | null,
    withheld?: ReadonlySet<FieldNode>,
  ): Promise<readonly GraphQLError[]>;
}

export class Lost extends Error {}

/** The guard of a field. */
class Guarded extends Error {}

const NOTHING: ReadonlySet<FieldNode> = new Set();

export function createMonolith(api: GraphQLSchema, full: GraphQLSchema, ownership: Ownership): Monolith {
  const text = printSchema(api);
  const strict = buildASTSchema(parse(text));
  const lenient = buildASTSchema(nullable(parse(text)));

  const resolve: GraphQLFieldResolver<unknown, Scene> = (source, given: Arguments, scene, info) => {
    if (info.fieldNodes.every((node) => scene.withheld.has(node))) throw new Guarded('Unauthorized field or type');
    return shown(readField(source, info.parentType.name, info.fieldName, given, scene), info.returnType);
  };

  function readField(source: unknown, type: string, field: string, given: Arguments, scene: Scene): unknown {
    const { outage } = scene;
    const { row, from } = source instanceof Held ? source : { row: source, from: [] };
    if (!isRow(row)) throw new TypeError(`${type}.${field} of no row`);
    if (outage !== null && ownership.isLost({ type, field, from }, outage)) throw new Lost(`${type}.${field}`);
    if (outage?.bound === 'most') {
      // One fetch asks for both, one representation is sent for both: where it cannot be, both are lost.
      for (const other of ownership.requiredAlongside(type, field, from)) required(other, new Held(row, from), scene);
    }
    const owners = ownership.owners(type, field).filter((one) => one !== outage?.subgraph);
    const value = valueOf(row, type, field, given, { held: new Held(row, from), scene });
    return hold(value, owners);
  }

  function valueOf(row: Row, type: string, field: string, given: Arguments, { held, scene }: { held: Held; scene: Scene }): unknown {
    const compute = [type, ...interfacesOf(full, type)]
      .map((name) => scene.world.computed[`${name}.${field}`])
      .find((one) => one !== undefined);
    if (compute !== undefined) return compute(required(ownership.requires(type, field), held, scene), given);
    const value = row[field];
    return value instanceof Lazy ? value.of(given) : value;
  }

  /** What a subgraph is told of an object. Nulls spread as types say; a representation that they reach is not sent. */
  function required(selection: SelectionSetNode | undefined, held: Held, scene: Scene): Record<string, unknown> {
    const said: Record<string, unknown> = {};
    for (const one of selection?.selections ?? []) {
      if (one.kind === Kind.INLINE_FRAGMENT) {
        const condition = one.typeCondition?.name.value ?? held.row.__typename;
        if (condition === held.row.__typename || interfacesOf(full, held.row.__typename).includes(condition)) {
          Object.assign(said, required(one.selectionSet, held, scene));
        }
      } else if (one.kind === Kind.FIELD) {
        const name = one.name.value;
        const field = fieldOf(full, held.row.__typename, name);
        said[name] = completed(field.type, one.selectionSet, scene, () =>
          readField(held, held.row.__typename, name, getArgumentValues(field, one), scene),
        );
      }
    }
    return said;
  }

  function completed(type: GraphQLOutputType, inner: SelectionSetNode | undefined, scene: Scene, read: () => unknown): unknown {
    if (isNonNullType(type)) {
      const value = completed(type.ofType, inner, scene, read);
      if (value === null) throw new Lost('of what is required');
      return value;
    }
    try {
      const value = read();
      if (value == null || value instanceof Error) return null;
      if (isListType(type) && Array.isArray(value)) return value.map((item: unknown) => completed(type.ofType, inner, scene, () => item));
      return value instanceof Held ? required(inner, value, scene) : value;
    } catch (error) {
      if (error instanceof Lost) return null;
      throw error;
    }
  }

  async function run(schema: GraphQLSchema, document: DocumentNode, variables: Arguments, scene: Scene): Promise<MonolithAnswer> {
    const { world } = scene;
    const isMutation = document.definitions.some(
      (one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION,
    );
    const { data, errors } = await execute({
      schema,
      document,
      contextValue: scene,
      rootValue: isMutation ? world.mutation : world.query,
      variableValues: variables,
      fieldResolver: resolve,
      typeResolver: (value, _, info, type) => {
        if (!(value instanceof Held)) return undefined;
        const name = value.row.__typename;
        const isLost = scene.outage !== null && ownership.isTypeLost(name, value.from, scene.outage.subgraph);
        if (isLost && dependsOnType(info, type)) throw new Lost(`of what type it is`);
        return name;
      },
    });
    return { data: data ?? null, errors: errors ?? [] };
  }

  /** What clients are not to know is null. */
  function shown(value: unknown, type: GraphQLOutputType): unknown {
    const named = getNamedType(type);
    const show = (one: unknown): unknown => {
      if (Array.isArray(one)) return one.map(show);
      if (one instanceof Held) return strict.getType(one.row.__typename) === undefined ? null : one;
      return isEnumType(named) && typeof one === 'string' && named.getValue(one) == null ? null : one;
    };
    return show(value);
  }

  return {
    answer: (document, variables, world, outage, withheld = NOTHING) => run(strict, document, variables, { world, outage, withheld }),
    allErrors: async (document, variables, world, outage, withheld = NOTHING) =>
      (await run(lenient, document, variables, { world, outage, withheld })).errors,
  };
}

/** Is something asked that only some of its types have, or which type it is? */
function dependsOnType({ schema, fieldNodes, fragments, variableValues }: GraphQLResolveInfo, type: GraphQLAbstractType): boolean {
  const all = schema.getPossibleTypes(type);
  const depends = (node: SelectionNode, members: readonly GraphQLObjectType[]): boolean => {
    if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] === true) return false;
    if (getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] === false) return false;
    if (node.kind === Kind.FIELD) return node.name.value === '__typename' || members.length < all.length;
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value];
    const condition = schema.getType(fragment?.typeCondition?.name.value ?? type.name);
    const fitting = members.filter((member) => isCompositeType(condition) && doTypesOverlap(schema, member, condition));
    return fitting.length > 0 && fragment?.selectionSet.selections.some((inner) => depends(inner, fitting)) === true;
  };
  return fieldNodes.some(({ selectionSet }) => selectionSet?.selections.some((node) => depends(node, all)) === true);
}

function hold(value: unknown, from: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => hold(item, from));
  return isRow(value) && value.__typename !== 'not a type' ? new Held(value, from) : value;
}

export function interfacesOf(schema: GraphQLSchema, typeName: string): readonly string[] {
  const type = schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().map(({ name }) => name) : [];
}

export function fieldOf(schema: GraphQLSchema, typeName: string, name: string): GraphQLField<unknown, unknown> {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) throw new TypeError(`no field ${typeName}.${name}`);
  return field;
}

/** Output types without `!`; inputs keep theirs. */
function nullable(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
        ? { ...definition, fields: (definition.fields ?? []).map((field) => ({ ...field, type: withoutBang(field.type) })) }
        : definition,
    ),
  };
}

function withoutBang(type: TypeNode): TypeNode {
  if (type.kind === Kind.NON_NULL_TYPE) return withoutBang(type.type);
  return type.kind === Kind.LIST_TYPE ? { ...type, type: withoutBang(type.type) } : type;
}
