// What fields weigh and how long lists are, as a supergraph says with `@cost` and `@listSize` (IBM's cost specification), whatever name
// they were imported under. Apollo's library reads them and does nothing with them.
import type { Schema } from '@apollo/federation-internals';

export interface ListRule {
  assumedSize: number | undefined;
  /** Arguments that say how many, or of which each item is asked for. */
  slicingArguments: readonly string[];
  /** Fields of what is answered that hold the items; empty = it is the list itself. */
  sizedFields: readonly string[];
}

export interface FieldRule {
  weight: number | undefined;
  /** Of its arguments, where they are given; those without one weigh nothing. */
  argumentWeights: ReadonlyMap<string, number>;
  list: ListRule | undefined;
}

export interface CostRules {
  /** Of an object, scalar or enum; undefined = not said. */
  weightOfType(name: string): number | undefined;
  /** undefined = nothing is said of it. */
  ruleOfField(type: string, field: string): FieldRule | undefined;
}

const SPECIFICATION = 'https://specs.apollo.dev/cost';

/** `supergraph` as Apollo's planner has loaded it. */
export function readCostRules(supergraph: Schema): CostRules {
  const feature = supergraph.coreFeatures?.getByIdentity(SPECIFICATION);
  const types = new Map<string, number>();
  const fields = new Map<string, FieldRule>();
  if (feature !== undefined) {
    const cost = feature.directiveNameInSchema('cost');
    const listSize = feature.directiveNameInSchema('listSize');
    for (const type of supergraph.types()) {
      const weight = weightIn(type.appliedDirectivesOf(cost));
      if (weight !== undefined) types.set(type.name, weight);
      if (type.kind !== 'ObjectType' && type.kind !== 'InterfaceType') continue;
      for (const field of type.fields()) {
        const rule = {
          weight: weightIn(field.appliedDirectivesOf(cost)),
          argumentWeights: new Map(
            field.arguments().flatMap((argument): [string, number][] => {
              const given = weightIn(argument.appliedDirectivesOf(cost));
              return given === undefined ? [] : [[argument.name, given]];
            }),
          ),
          list: listIn(field.appliedDirectivesOf(listSize)),
        };
        if (rule.weight !== undefined || rule.list !== undefined || rule.argumentWeights.size > 0)
          fields.set(`${type.name}.${field.name}`, rule);
      }
    }
  }
  return { weightOfType: (name) => types.get(name), ruleOfField: (type, field) => fields.get(`${type}.${field}`) };
}

/** A directive applied somewhere, as the library gives it. */
interface Applied {
  arguments(): Readonly<Record<string, unknown>>;
}

function weightIn([applied]: readonly Applied[]): number | undefined {
  const weight = applied?.arguments()['weight'];
  return typeof weight === 'number' ? weight : undefined;
}

function listIn([applied]: readonly Applied[]): ListRule | undefined {
  if (applied === undefined) return undefined;
  const { assumedSize, slicingArguments, sizedFields } = applied.arguments();
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
    slicingArguments: namesIn(slicingArguments),
    sizedFields: namesIn(sizedFields),
  };
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}
