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
  type FieldDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { argumentOf, graphOf, selectionIn } from './join-directives';
import { namedFieldsOf } from './named-fields';
import { typesIn, type SupergraphTypes, type TypeWithFields } from './supergraph-types';

/** A field with arguments, under a name of its own. */
export interface ArgumentVariant {
  /** The type that it is required of; those that implement it have it too. */
  type: string;
  field: string;
  arguments: readonly ArgumentNode[];
}

export interface ArgumentVariants {
  /** By their own names. */
  byName: ReadonlyMap<string, ArgumentVariant>;
  /** The names that a field requires, those of fields without arguments among them: by `Type.field`. */
  requiredBy: ReadonlyMap<string, readonly string[]>;
  /** Of the text they were made of. */
  types: SupergraphTypes;
}

/** Of a graph in which nothing is required with arguments. */
export const NO_VARIANTS: ArgumentVariants = {
  byName: new Map(),
  requiredBy: new Map(),
  types: typesIn({ kind: Kind.DOCUMENT, definitions: [] }),
};

const INACCESSIBLE = `
  extend schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
  directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
`;

/** The supergraph for the planner, and what its new names stand for; the text unchanged where nothing requires arguments. */
export function withArgumentVariants(supergraphSdl: string): { sdl: string; variants: ArgumentVariants } {
  const byName = new Map<string, ArgumentVariant>();
  const requiredBy = new Map<string, string[]>();
  if (!/\brequires:\s*"{1,3}[^"]*\(/.test(supergraphSdl)) return { sdl: supergraphSdl, variants: NO_VARIANTS };

  const document = parse(supergraphSdl);
  const types = typesIn(document);
  /** Of each type its fields that got names of their own. */
  const renamedOf = new Map<string, { field: string; name: string }[]>();
  const names = new Map<string, string>();
  /** The graphs that require it, by its name. */
  const usedIn = new Map<string, Set<string>>();

  /** The name of a field with these arguments; undefined where it has to keep its own. */
  function nameOf(typeName: string, field: string, given: readonly ArgumentNode[]): string | undefined {
    if (types.field(typeName, field) === undefined || given.length === 0) return undefined;
    const key = `${typeName}.${field}(${given.map(print).join(',')})`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = `${field}__${names.size}`;
    names.set(key, name);
    byName.set(name, { type: typeName, field, arguments: given });
    // What an interface has, its types have.
    for (const { name: type } of types.all) {
      if (types.isA(type.value, typeName)) renamedOf.set(type.value, [...(renamedOf.get(type.value) ?? []), { field, name }]);
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
        const inner = types.typeOf(typeName, name.value);
        return {
          ...selection,
          ...(own === undefined ? {} : { name: { kind: Kind.NAME, value: own }, arguments: [] }),
          ...(selectionSet === undefined ? {} : { selectionSet: rename(selectionSet, inner, used) }),
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
  const isNamed = namedFieldsOf(typesIn(renamed));
  const extend = <Type extends TypeWithFields>(type: Type): Type | undefined => {
    const own = renamedOf.get(type.name.value) ?? [];
    if (own.length === 0) return undefined;
    const fields = (type.fields ?? []).flatMap((field) => {
      const variantsOf = own.filter((one) => one.field === field.name.value);
      if (variantsOf.length === 0) return [field];
      const graphs = new Set(variantsOf.flatMap(({ name }) => [...(usedIn.get(name) ?? [])]));
      // A graph that required it with arguments alone has no use for its own name any more, which must not be declared for nothing.
      const original = withoutExternals(field, (graph) => graphs.has(graph) && !isNamed(graph, type.name.value, field.name.value));
      return [original, ...variantsOf.map(({ name }) => hidden(field, name, usedIn.get(name) ?? new Set()))];
    });
    return { ...type, fields };
  };
  const extended = visit(renamed, { ObjectTypeDefinition: extend, InterfaceTypeDefinition: extend });
  return { sdl: print(knowingInaccessible(extended)), variants: { byName, requiredBy, types } };
}

/** The same field under another name, without arguments, for the planner alone; external where it is required. */
function hidden(field: FieldDefinitionNode, name: string, graphs: ReadonlySet<string>): FieldDefinitionNode {
  const joins = (withoutExternals(field, (graph) => !graphs.has(graph)).directives ?? []).filter(isJoin);
  const inaccessible: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };
  return { kind: Kind.FIELD_DEFINITION, name: { kind: Kind.NAME, value: name }, type: field.type, directives: [...joins, inaccessible] };
}

function withoutExternals(field: FieldDefinitionNode, isOut: (graph: string) => boolean): FieldDefinitionNode {
  const isExternal = (one: ConstDirectiveNode): boolean => argumentOf(one, 'external') === 'true';
  const directives = (field.directives ?? []).filter((one) => !(isJoin(one) && isExternal(one) && isOut(graphOf(one))));
  return { ...field, directives };
}

function isJoin({ name }: ConstDirectiveNode): boolean {
  return name.value === 'join__field';
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
