// The errors of a request, told the way the client asked: on a field it can see, under its keys, never `_entities`. A system that
// is down is one error an entity, however many fetches it costs.
import { GraphQLError, isInterfaceType, isNonNullType } from 'graphql';
import type { SubgraphError } from '../../platform/link/link';
import { createAsked } from './asked';
import { collectFields, type CollectedField, type Selections } from './collect-fields';
import { isEntity, waysTo, type Entity } from './data';
import { beginningsOf, textOf, withoutExplained, type Path } from './explained';
import type { Fault } from './fault';
import type { Graph } from './graph';
import { revealed, type HiddenError } from './hidden-errors';
import { rootTypeOf } from './project';
import { askedOfEntities, type EntityPart, type EntityQuestion, type RootQuestion } from './question';
import { holds, type Shape } from './shape';
import type { Targets } from './targets';
import { UNAUTHORISED } from './withheld';

type Said = Pick<SubgraphError, 'message' | 'extensions'>;

/** Errors of one request. All paths that go in are in keys of the data. */
export interface ErrorBook {
  /** Nothing came back for the root fields of this question. */
  lostRoots(question: RootQuestion, said: Said): void;
  /** Nothing came back for these entities. */
  lostEntities(question: EntityQuestion, targets: Targets, said: Said): void;
  /** What the subgraph said of the root fields; `hasData` = it answered some of them. */
  ofRoots(question: RootQuestion, errors: readonly SubgraphError[], hasData: boolean): void;
  /** What the subgraph said of the entities in this answer of it. */
  ofEntities(question: EntityQuestion, targets: readonly Targets[], errors: readonly SubgraphError[], answer: Entity): void;
  /** Some of the entities could not be asked about, for want of what another subgraph did not tell. */
  unasked(targets: Targets): void;
  /** All of them, with those faults of the answer that no subgraph has explained. */
  close(faults: readonly Fault[], answer?: Entity | null): GraphQLError[];
}

export interface ErrorBookInput {
  graph: Graph;
  data: Entity;
  kind: 'query' | 'mutation' | 'subscription';
  /** What the client asks this time. */
  selections: Selections;
  /** What it asks whatever conditions and types hold, in keys of the data. */
  asked: Shape;
  clientKeys: ReadonlyMap<string, string>;
}

export function createErrorBook({ graph, data, kind, selections, asked, clientKeys }: ErrorBookInput): ErrorBook {
  const root = rootTypeOf(graph, kind);
  const visible = createAsked(graph, data, selections, root);
  const errors: GraphQLError[] = [];
  /** Errors on fields that the client did not ask for: told only where the entity has none that it can see. */
  const hidden: HiddenError[] = [];
  const told = new Set<string>();
  /** What is missing for a reason that was told on another field of the same object. */
  const missing: Path[] = [];
  /** Of whose entities some were not asked about. */
  const incomplete: Targets[] = [];
  const texts = new Map<EntityPart, Omit<Selections, 'isWanted'>>();
  const ways = new WeakMap<Targets, ReadonlyMap<Entity, Path[]>[]>();

  const show = (path: Path): Path => path.map((step) => (typeof step === 'string' ? (clientKeys.get(step) ?? step) : step));
  const placeOf = (subgraph: string, entity: Path): string => `${subgraph} ${entity.join(' ')}`;

  function toError(subgraph: string, { message, extensions }: Said, path: Path | undefined): GraphQLError {
    return new GraphQLError(message, {
      ...(path === undefined ? {} : { path: show(path) }),
      extensions: { serviceName: subgraph, ...extensions },
    });
  }

  /** `entity` is the part of the path that leads to it. */
  function add(subgraph: string, said: Said, path: Path, entity: Path): void {
    const shown = visible.visiblePart(path);
    if (shown.length < path.length) return hide(subgraph, said, entity, [path.slice(0, -1), [String(path.at(-1))]]);
    told.add(placeOf(subgraph, entity));
    errors.push(toError(subgraph, said, shown));
  }

  /** `wanted`: where and under which keys the client may have asked for it; null = it did not. */
  function hide(subgraph: string, said: Said, entity: Path, wanted: readonly [Path, readonly string[]] | null): void {
    const doubtful = wanted !== null && holds(asked, ...wanted);
    const shown = visible.visiblePart(entity);
    // Of an entity that was fetched for other types alone.
    if (doubtful && shown.length < entity.length) return;
    hidden.push({
      error: toError(subgraph, said, visible.visiblePart(wanted?.[0] ?? entity)),
      entity: placeOf(subgraph, entity),
      doubtful,
    });
  }

  /** The ways to all that is at the places of the targets: found once, however many entities there are. */
  function waysOf(targets: Targets): (entity: Entity) => Path[] {
    const known = ways.get(targets) ?? targets.part.paths.map((path) => waysTo(data, path, graph.isA));
    ways.set(targets, known);
    return (entity) => known.flatMap((found) => found.get(entity) ?? []);
  }

  function waysToTarget(targets: Targets, index: number): Path[] {
    return (targets.entities[index] ?? []).flatMap(waysOf(targets));
  }

  /** All that the question asks of the entity is missing. */
  function miss(way: Path, asks: Shape): void {
    for (const key of asks.keys()) missing.push(show([...way, key]));
  }

  /** The keys that a question asks of an entity of this type, this time; of an interface of which no more is known, those of any type. */
  function keysAsked(question: EntityQuestion, { part, entities }: Targets, index: number): { keys: string[]; isAnyType: boolean } {
    const typeName = String(entities[index]?.[0]?.['__typename']);
    const isAnyType = isInterfaceType(graph.full.getType(typeName));
    const text = texts.get(part) ?? askedOfEntities(question, part);
    texts.set(part, text);
    const { isWanted } = selections;
    const fields = collectFields({ ...text, isWanted }, typeName, isAnyType ? { isA: () => true } : graph);
    return { keys: fields.map(({ key }) => part.renamed.get(key) ?? key), isAnyType };
  }

  function lose(question: EntityQuestion, said: Said, way: Path, targets: Targets, index: number): void {
    const { subgraph } = question;
    miss(way, targets.part.shape);
    if (told.has(placeOf(subgraph, way))) return;
    const { keys, isAnyType } = keysAsked(question, targets, index);
    const lost = keys.filter((key) => key !== '__typename');
    const fields = visible.fieldsAt(way);
    // What has a name of its own is the better witness: the type may be known from elsewhere.
    const seen = lost.filter((key) => fields.has(key));
    const key = seen.find((one) => fields.get(one)?.name !== '__typename') ?? seen[0];
    if (key !== undefined) return add(subgraph, said, [...way, key], way);
    // Nothing was asked, of this type and this time. If it was not which type it is.
    if (lost.length === 0 && !isAnyType) return;
    hide(subgraph, said, way, isAnyType ? null : [way, lost]);
  }

  function waysToRoots({ path }: RootQuestion): Path[] {
    return [...waysTo(data, path, graph.isA).values()].flat();
  }

  /** There is no data for an error of one root field: where that one cannot be null nothing is, else the others are lost for it. */
  function loseRest({ subgraph, shape }: RootQuestion, said: Said, way: Path, given: readonly SubgraphError[]): void {
    miss(way, shape);
    const fields = [...visible.fieldsAt(way)].filter(([key]) => shape.has(key));
    const failed = new Set(given.map(({ path }) => path?.[0]));
    const cannotBeNull = ({ name }: CollectedField): boolean => isNonNullType(root.getFields()[name]?.type);
    if (fields.some(([key, field]) => failed.has(key) && cannotBeNull(field))) return;
    for (const [key, { name }] of fields) {
      if (!failed.has(key) && name !== '__typename') add(subgraph, said, [...way, key], [...way, key]);
    }
  }

  return {
    lostRoots(question, said) {
      for (const way of waysToRoots(question)) {
        for (const [key, { name }] of visible.fieldsAt(way)) {
          if (question.shape.has(key) && name !== '__typename') add(question.subgraph, said, [...way, key], [...way, key]);
        }
      }
    },
    lostEntities(question, targets, said) {
      targets.entities.forEach((_, index) => {
        for (const way of waysToTarget(targets, index)) lose(question, said, way, targets, index);
      });
    },
    ofRoots(question, given, hasData) {
      const { subgraph, renamed } = question;
      for (const error of given) {
        const path = error.path?.map((step) => (typeof step === 'string' ? (renamed.get(step) ?? step) : step));
        if (path === undefined) errors.push(toError(subgraph, error, undefined));
        else for (const way of waysToRoots(question)) add(subgraph, error, [...way, ...path], [...way, ...path.slice(0, 1)]);
      }
      const [first] = given;
      if (!hasData && first !== undefined) for (const way of waysToRoots(question)) loseRest(question, first, way, given);
    },
    ofEntities(question, all, given, answer) {
      const { subgraph } = question;
      for (const error of given) {
        const [key, index, ...rest] = error.path ?? [];
        const targets = all.find(({ part }) => part.key === key);
        if (targets === undefined) {
          errors.push(toError(subgraph, error, undefined));
          continue;
        }
        const { renamed, shape: asks } = targets.part;
        const inner = rest.map((step) => (typeof step === 'string' ? (renamed.get(step) ?? step) : step));
        const answers: unknown = answer[targets.part.key];
        // An error of the list is one of each entity.
        for (const each of typeof index === 'number' ? [index] : targets.entities.keys()) {
          const isMissing = !Array.isArray(answers) || !isEntity(answers[each]);
          for (const way of waysToTarget(targets, each)) {
            if (isMissing) miss(way, asks);
            // Of an entity as a whole: told on a field of it.
            if (inner.length === 0) lose(question, error, way, targets, each);
            else add(subgraph, error, [...way, ...inner], way);
          }
        }
      }
    },
    unasked(targets) {
      incomplete.push(targets);
    },
    close(all, answer = null) {
      const faults = all.filter(({ withheld }) => withheld !== true);
      for (const { path, message, withheld } of all) {
        if (withheld === true) errors.push(new GraphQLError(message, { path, extensions: { code: UNAUTHORISED.code } }));
      }
      errors.push(...revealed(hidden, told, errors, answer));
      if (faults.length === 0) return errors;
      const places = errors.flatMap(({ path }) => (path === undefined ? [] : [path]));
      const touched = beginningsOf(places);
      for (const targets of incomplete) {
        for (const way of targets.unsent.flatMap(waysOf(targets))) {
          if (touched.has(textOf(show(way)))) miss(way, targets.part.shape);
        }
      }
      for (const { path, message } of withoutExplained(faults, [...missing, ...places])) {
        errors.push(new GraphQLError(message, { path, extensions: { code: 'INTERNAL_SERVER_ERROR' } }));
      }
      return errors;
    },
  };
}
