// A supergraph under test: subgraphs by their SDL, and one world of data that the subgraphs and the monolith both read. Every value
// says whose it is, so that one in a wrong place is seen.

export type Arguments = Readonly<Record<string, unknown>>;

/** A thing of the world with all its fields, whichever subgraphs know them. A field that is an Error fails. */
export interface Row {
  readonly __typename: string;
  [field: string]: unknown;
}

/** A field that is computed when it is asked: from its arguments, or because rows refer to each other. */
export class Lazy {
  constructor(readonly of: (given: Arguments) => unknown) {}
}

export function lazy(of: (given: Arguments) => unknown): Lazy {
  return new Lazy(of);
}

/** A field with `@requires`: from what was required, and its own arguments. */
export type Compute = (required: Readonly<Record<string, unknown>>, given: Arguments) => unknown;

export interface World {
  query: Row;
  mutation: Row | null;
  /** All that references may lead to. */
  rows: readonly Row[];
  /** By `Type.field`. */
  computed: Readonly<Record<string, Compute>>;
}

export interface DifferentialGraph {
  name: string;
  /** Subgraph name to SDL; without the link to the specification. */
  subgraphs: Readonly<Record<string, string>>;
  /** What identifies things in it: operations ask for these. */
  ids: readonly string[];
  /** Made anew for each answer: mutations change it. */
  world(): World;
}

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@provides",
  "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@authenticated", "@requiresScopes", "@policy"])
`;

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && '__typename' in value && typeof value.__typename === 'string';
}

/** '1', '2', … */
export function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1));
}

/** The row with this value; null where there is none. */
export function find(rows: readonly Row[], field: string, value: unknown): Row | null {
  return rows.find((row) => row[field] === value) ?? null;
}

/** The item at a place, over and over: data that is spread unevenly. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('no items');
  return item;
}

/** What was asked, as a value: arguments that change on their way are seen. Their order is the schema's, which is not compared. */
export function told(what: string, given: Arguments): string {
  return `${what}(${textOf(given)})`;
}

/** JSON with sorted keys. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
