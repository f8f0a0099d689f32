// What is lost while one subgraph is down, by the SDLs alone. Where only one subgraph knows a field this is exact. Where several do, or
// where the way to a field may lead through several, it depends on the plan: then there are two bounds, and an answer lies between.
import type { GraphFacts, Key } from './supergraph-facts';
import { namesIn } from './supergraph-facts';

export interface Outage {
  subgraph: string;
  /** Least: only what nobody else can tell. Most: all that a plan could have asked it for, or reached through it. */
  bound: 'least' | 'most';
}

export interface Place {
  type: string;
  field: string;
  /** Those of the subgraphs that may have answered the object. */
  from: readonly string[];
}

export interface Ownership {
  /** Who resolves the field of the type, by the type's own name or as an interface object. */
  owners(type: string, field: string): readonly string[];
  isLost(place: Place, outage: Outage): boolean;
  /** Is there nobody to tell of what type an object is? Those who know an interface as an object cannot. */
  isTypeLost(type: string, from: readonly string[], down: string): boolean;
  /** What the field requires; undefined = nothing. */
  requires(type: string, field: string): Key['selection'] | undefined;
  /** What other fields require that may be asked of the same subgraph in one fetch with this one, where that is a fetch of entities. */
  requiredAlongside(type: string, field: string, from: readonly string[]): readonly Key['selection'][];
}

/** By the full schema. */
export interface TypeFacts {
  interfacesOf(type: string): readonly string[];
  isLeaf(type: string, field: string): boolean;
}

export function ownershipOf(facts: GraphFacts, { interfacesOf, isLeaf }: TypeFacts): Ownership {
  const subgraphs = [...facts.keys()];
  const overridden = new Set<string>();
  const provided = new Map<string, Set<string>>();
  for (const [name, types] of facts) {
    for (const [type, { fields }] of types) {
      for (const [field, { overrides, provides }] of fields) {
        if (overrides !== null) overridden.add(`${overrides} ${type}.${field}`);
        // By the field's name, whatever type it is of: that a field may be provided only loosens a bound.
        for (const inner of provides) provided.set(inner, (provided.get(inner) ?? new Set()).add(name));
      }
    }
  }

  /** The type as the subgraph knows it: by its name, or as an interface object of it. */
  const known = (subgraph: string, type: string) =>
    [type, ...interfacesOf(type)].flatMap((name) => {
      const found = facts.get(subgraph)?.get(name);
      return found !== undefined && (name === type || found.interfaceObject) ? [{ name, ...found }] : [];
    });
  const resolves = (subgraph: string, type: string, field: string): boolean =>
    known(subgraph, type).some(({ name, fields, keys }) => {
      const fact = fields.get(field);
      if (fact === undefined || overridden.has(`${subgraph} ${name}.${field}`)) return false;
      return !fact.external || keys.some(({ selection }) => namesIn(selection).includes(field));
    });
  const memo = new Map<string, readonly string[]>();
  const owners = (type: string, field: string): readonly string[] => {
    const id = `${type}.${field}`;
    const found = memo.get(id) ?? (field === '__typename' ? subgraphs : subgraphs.filter((one) => resolves(one, type, field)));
    memo.set(id, found);
    return found;
  };
  const isEntity = (type: string): boolean => subgraphs.some((one) => known(one, type).some(({ keys }) => keys.length > 0));
  /** Can one go from those who are reached to the other, by a key that they can make? */
  const leads = (reached: readonly string[], to: string, type: string): boolean =>
    known(to, type).some(({ keys }) =>
      keys.some(
        ({ selection, resolvable }) => resolvable && namesIn(selection).every((field) => reached.some((one) => resolves(one, type, field))),
      ),
    );

  function reachedWithout(down: string, from: string, type: string): readonly string[] {
    const reached = [from];
    for (let before = 0; before < reached.length;) {
      before = reached.length;
      for (const one of subgraphs) if (one !== down && !reached.includes(one) && leads(reached, one, type)) reached.push(one);
    }
    return reached;
  }

  return {
    owners,
    isLost({ type, field, from }, { subgraph: down, bound }) {
      if (field === '__typename') return false;
      const all = owners(type, field);
      const others = all.filter((one) => one !== down);
      const isRoot = type === 'Query' || type === 'Mutation';
      if (bound === 'least') {
        if ([...(provided.get(field) ?? [])].some((one) => one !== down)) return false;
        if (others.length === 0) return true;
        if (isRoot || !isEntity(type)) return false;
        return from.every((one) => !reachedWithout(down, one, type).some((reached) => others.includes(reached)));
      }
      if (isRoot || !isEntity(type))
        return all.includes(down) && !(from.length > 0 && from.every((one) => others.includes(one)) && !isRoot);
      return from.some((one) => {
        // Where it is at hand a leaf is taken; an object may be asked of another that knows more of it.
        if (others.includes(one) && requiresOf(type, field) === undefined && (!all.includes(down) || isLeaf(type, field))) return false;
        // It is a jump; one that another subgraph could be asked for as well may be made there.
        return all.includes(down) || !others.some((other) => leads([one], other, type));
      });
    },
    isTypeLost(type, from, down) {
      const asObject = (one: string): string[] => known(one, type).flatMap(({ name, interfaceObject }) => (interfaceObject ? [name] : []));
      const tells = (one: string, name: string): boolean => facts.get(one)?.get(name)?.interfaceObject === false;
      return (
        from.length > 0 &&
        from.every((one) => asObject(one).some((name) => subgraphs.filter((other) => tells(other, name)).join() === down))
      );
    },
    requires: requiresOf,
    requiredAlongside(type, field, from) {
      const all = owners(type, field);
      if (from.every((one) => all.includes(one)) && requiresOf(type, field) === undefined) return [];
      return all.flatMap((one) =>
        known(one, type).flatMap(({ fields }) => [...fields.values()].flatMap(({ requires }) => (requires === null ? [] : [requires]))),
      );
    },
  };

  function requiresOf(type: string, field: string): Key['selection'] | undefined {
    for (const one of subgraphs) {
      for (const { fields } of known(one, type)) {
        const found = fields.get(field)?.requires;
        if (found != null) return found;
      }
    }
    return undefined;
  }
}
