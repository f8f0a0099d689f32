// Gives every field that is required with arguments a name of its own for each set of arguments: `price(currency: "USD")` becomes
// `price__0`, hidden from clients. Apollo's planner keeps one field of a name, and plans `@requires` with two sets of arguments
// wrongly. What it plans with these names is undone in argument-plans.ts.
import {
  Kind,
  parse,
  print,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

type TypeWithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** A field with arguments, under a name of its own. */
export interface ArgumentVariant {
  field: string;
  arguments: readonly ArgumentNode[];
}

export interface ArgumentVariants {
  /** By their own names. */
  byName: ReadonlyMap<string, ArgumentVariant>;
  /** The names that a field requires, those of fields without arguments among them: by `Type.field`. */
  requiredBy: ReadonlyMap<string, readonly string[]>;
}

const INACCESSIBLE = `
  extend schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
  directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
`;

/** The supergraph for the planner, and what its new names stand for; the text unchanged where nothing requires arguments. */
export function withArgumentVariants(supergraphSdl: string): { sdl: string; variants: ArgumentVariants } {
  const byName = new Map<string, ArgumentVariant>();
  const requiredBy = new Map<string, string[]>();
  const unchanged = { sdl: supergraphSdl, variants: { byName, requiredBy } };
  if (!/\brequires:\s*"{1,3}[^"]*\(/.test(supergraphSdl)) return unchanged;

  const document = parse(supergraphSdl);
  const types = new Map(document.definitions.flatMap((one): [string, TypeWithFields][] => (hasFields(one) ? [[one.name.value, one]] : [])));
  /** Of each type its fields that got names of their own. */
  const renamedOf = new Map<string, { field: string; name: string }[]>();
  const names = new Map<string, string>();
  /** The graphs that require it, by its name. */
  const usedIn = new Map<string, Set<string>>();

  /** The name of a field with these arguments; undefined where it has to keep its own. */
  function nameOf(typeName: string, field: string, given: readonly ArgumentNode[]): string | undefined {
    const definition = types.get(typeName)?.fields?.find(({ name }) => name.value === field);
    if (definition === undefined || given.length === 0) return undefined;
    const key = `${typeName}.${field}(${given.map(print).join(',')})`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = `${field}__${names.size}`;
    names.set(key, name);
    byName.set(name, { field, arguments: given });
    // What an interface has, its types have.
    for (const type of types.values()) {
      const isOne = type.name.value === typeName || type.interfaces?.some((one) => one.name.value === typeName) === true;
      if (isOne) renamedOf.set(type.name.value, [...(renamedOf.get(type.name.value) ?? []), { field, name }]);
    }
    return name;
  }

  /** The selection with the new names; all of its names are noted in `used`. */
  function rename({ selections }: SelectionSetNode, typeName: string, used: string[]): SelectionSetNode {
    return {
      kind: Kind.SELECTION_SET,
      selections: selections.map((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          return { ...selection, selectionSet: rename(selection.selectionSet, selection.typeCondition?.name.value ?? typeName, used) };
        }
        const { name, arguments: given = [], selectionSet } = selection;
        const own = nameOf(typeName, name.value, given);
        used.push(own ?? name.value);
        const inner = types.get(typeName)?.fields?.find((one) => one.name.value === name.value)?.type;
        return {
          ...selection,
          ...(own === undefined ? {} : { name: { kind: Kind.NAME, value: own }, arguments: [] }),
          ...(selectionSet === undefined ? {} : { selectionSet: rename(selectionSet, inner === undefined ? '' : namedType(inner), used) }),
        };
      }),
    };
  }

  function renameIn(directive: ConstDirectiveNode, typeName: string, fieldName: string): ConstDirectiveNode {
    if (!isJoin(directive)) return directive;
    return {
      ...directive,
      arguments: (directive.arguments ?? []).map((argument) => {
        if (argument.name.value !== 'requires' || argument.value.kind !== Kind.STRING) return argument;
        const used: string[] = [];
        const renamed = rename(selectionIn(argument.value.value), typeName, used);
        if (used.length > 0) requiredBy.set(`${typeName}.${fieldName}`, [...(requiredBy.get(`${typeName}.${fieldName}`) ?? []), ...used]);
        for (const name of used) if (byName.has(name)) usedIn.set(name, (usedIn.get(name) ?? new Set()).add(graphOf(directive)));
        return { ...argument, value: { kind: Kind.STRING, value: print(renamed).replace(/\s+/g, ' ').slice(1, -1).trim() } };
      }),
    };
  }

  const renameRequired = <Type extends TypeWithFields>(type: Type): Type => ({
    ...type,
    fields: (type.fields ?? []).map((field) => ({
      ...field,
      directives: (field.directives ?? []).map((directive) => renameIn(directive, type.name.value, field.name.value)),
    })),
  });
  const renamed = visit(document, { ObjectTypeDefinition: renameRequired, InterfaceTypeDefinition: renameRequired });
  const text = print(renamed);
  const extend = <Type extends TypeWithFields>(type: Type): Type | undefined => {
    const own = renamedOf.get(type.name.value) ?? [];
    if (own.length === 0) return undefined;
    const fields = (type.fields ?? []).flatMap((field) => {
      const variantsOf = own.filter((one) => one.field === field.name.value);
      if (variantsOf.length === 0) return [field];
      const graphs = new Set(variantsOf.flatMap(({ name }) => [...(usedIn.get(name) ?? [])]));
      // A graph that required it with arguments alone has no use for its own name any more, which must not be declared for nothing.
      const isStillNamed = new RegExp(`(requires|provides|key): "[^"]*\\b${field.name.value}\\b`).test(text);
      const original = isStillNamed ? field : withoutExternals(field, (graph) => graphs.has(graph));
      return [original, ...variantsOf.map(({ name }) => hidden(field, name, usedIn.get(name) ?? new Set()))];
    });
    return { ...type, fields };
  };
  const extended = visit(renamed, { ObjectTypeDefinition: extend, InterfaceTypeDefinition: extend });
  return { sdl: print(knowingInaccessible(extended)), variants: { byName, requiredBy } };
}

/** The same field under another name, without arguments, for the planner alone; external where it is required. */
function hidden(field: FieldDefinitionNode, name: string, graphs: ReadonlySet<string>): FieldDefinitionNode {
  const joins = (withoutExternals(field, (graph) => !graphs.has(graph)).directives ?? []).filter(isJoin);
  const inaccessible: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };
  return { kind: Kind.FIELD_DEFINITION, name: { kind: Kind.NAME, value: name }, type: field.type, directives: [...joins, inaccessible] };
}

function withoutExternals(field: FieldDefinitionNode, isOut: (graph: string) => boolean): FieldDefinitionNode {
  const isExternal = ({ arguments: given = [] }: ConstDirectiveNode): boolean =>
    given.some(({ name, value }) => name.value === 'external' && value.kind === Kind.BOOLEAN && value.value);
  const directives = (field.directives ?? []).filter((one) => !(isJoin(one) && isExternal(one) && isOut(graphOf(one))));
  return { ...field, directives };
}

function hasFields(definition: DefinitionNode): definition is TypeWithFields {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function isJoin({ name }: ConstDirectiveNode): boolean {
  return name.value === 'join__field';
}

function graphOf({ arguments: given = [] }: ConstDirectiveNode): string {
  const value = given.find(({ name }) => name.value === 'graph')?.value;
  return value?.kind === Kind.ENUM ? value.value : '';
}

function selectionIn(text: string): SelectionSetNode {
  const [operation] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('a @requires is no selection');
  return operation.selectionSet;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function knowingInaccessible(document: DocumentNode): DocumentNode {
  const knows = document.definitions.some((one) => one.kind === Kind.DIRECTIVE_DEFINITION && one.name.value === 'inaccessible');
  if (knows) return document;
  const [extension, definition] = parse(INACCESSIBLE, { noLocation: true }).definitions;
  const links = extension?.kind === Kind.SCHEMA_EXTENSION ? (extension.directives ?? []) : [];
  return {
    ...document,
    definitions: [
      ...document.definitions.map((one) =>
        one.kind === Kind.SCHEMA_DEFINITION ? { ...one, directives: [...(one.directives ?? []), ...links] } : one,
      ),
      ...(definition === undefined ? [] : [definition]),
    ],
  };
}
