// How many items a field answers, as far as the request says: by `@listSize`, and where there is none by the arguments that pages have
// everywhere (`first`, `last`), or by the list of keys that is asked for one by one. Never fewer than may come, where an argument bounds them.
import {
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLField,
  valueFromASTUntyped,
} from 'graphql';
import type { ListRule } from './rules';

export interface ListSize {
  /** Of the list that the field is; 1 where it is none. */
  items: number;
  /** Of lists among the fields of what it answers, by their names. */
  inner: ReadonlyMap<string, number>;
}

/** Of a list of which nothing is said. */
const UNKNOWN = 10;
const PAGE_ARGUMENTS = ['first', 'last'];
const PAGE_FIELDS = ['nodes', 'edges'];
/** Composition takes only numbers for `slicingArguments`: lists of keys are known by their names. */
const KEY_ARGUMENTS = ['ids', 'emails', 'phones'];
const NOTHING: ReadonlyMap<string, number> = new Map();

/** `said` = a size that the field around it gives this one. `variables` with their defaults. */
export function listSizeOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { rule, said, variables }: { rule: ListRule | undefined; said: number | undefined; variables: Readonly<Record<string, unknown>> },
): ListSize {
  const isList = isListType(getNullableType(field.type));
  const slicing = rule === undefined ? sizingArgumentsOf(field) : slicingArgumentsOf(rule, field);
  const given = slicing.flatMap((name) => {
    const size = sizeIn(argumentOf(field, node, name, variables));
    return size === null ? [] : [size];
  });
  const size = given.length > 0 ? Math.max(...given) : rule?.assumedSize;
  const inner = rule === undefined ? pageFieldsOf(field) : rule.sizedFields;
  if (inner.length > 0 && (!isList || rule !== undefined)) {
    return { items: isList ? UNKNOWN : 1, inner: new Map(inner.map((name) => [name, size ?? UNKNOWN])) };
  }
  return { items: isList ? (size ?? said ?? UNKNOWN) : 1, inner: NOTHING };
}

/** As the rule says; where it only assumes a size, the keys of a list that answers null for those that it does not find. */
function slicingArgumentsOf({ slicingArguments }: ListRule, { args, type }: GraphQLField<unknown, unknown>): readonly string[] {
  const list = getNullableType(type);
  if (slicingArguments.length > 0 || !isListType(list) || isNonNullType(list.ofType)) return slicingArguments;
  return args.filter((one) => KEY_ARGUMENTS.includes(one.name) && isListType(getNullableType(one.type))).map(({ name }) => name);
}

/** Those of a page; of a field that has none, its lists: it answers for each item of them. */
function sizingArgumentsOf({ args }: GraphQLField<unknown, unknown>): string[] {
  const pages = args.filter(({ name }) => PAGE_ARGUMENTS.includes(name));
  return (pages.length > 0 ? pages : args.filter(({ type }) => isListType(getNullableType(type)))).map(({ name }) => name);
}

/** A connection's, where the field answers one. */
function pageFieldsOf({ type }: GraphQLField<unknown, unknown>): string[] {
  const answered = getNamedType(type);
  return isObjectType(answered) && answered.name.endsWith('Connection') ? PAGE_FIELDS.filter((name) => name in answered.getFields()) : [];
}

function argumentOf(
  field: GraphQLField<unknown, unknown>,
  { arguments: given = [] }: FieldNode,
  name: string,
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const value = given.find((argument) => argument.name.value === name)?.value;
  const resolved = value === undefined ? undefined : valueFromASTUntyped(value, { ...variables });
  return resolved === undefined ? field.args.find((argument) => argument.name === name)?.defaultValue : resolved;
}

/** A number of items, or a list of what each is asked for. null = it says nothing. */
function sizeIn(value: unknown): number | null {
  if (typeof value === 'number') return Math.max(0, value);
  return Array.isArray(value) ? value.length : null;
}
