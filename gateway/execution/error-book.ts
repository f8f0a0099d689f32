// The errors of a request, told the way the client asked: on a field it can see, under its keys, never `_entities`. A system that
// is down is one error an entity, however many fetches it costs.
import { GraphQLError } from 'graphql';
import type { SubgraphError } from '../../platform/link/link';
import { createAsked } from './asked';
import type { Selections } from './collect-fields';
import { isEntity, pathsTo, type Entity } from './data';
import { withoutExplained, type Path } from './explained';
import type { Fault } from './fault';
import type { Graph } from './graph';
import { rootTypeOf } from './project';
import type { EntityQuestion, RootQuestion } from './question';
import { holds, type Shape } from './shape';
import type { Targets } from './targets';

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
  /** All of them, with those faults of the answer that no subgraph has explained. */
  close(faults: readonly Fault[]): GraphQLError[];
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
  const visible = createAsked(graph, data, selections, rootTypeOf(graph, kind));
  const errors: GraphQLError[] = [];
  /** Errors on fields that the client did not ask for: told only where the entity has none that it can see. */
  const hidden: { error: GraphQLError; entity: string }[] = [];
  const told = new Set<string>();
  /** What is missing for a reason that was told on another field of the same object. */
  const missing: Path[] = [];

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
    const place = placeOf(subgraph, entity);
    const error = toError(subgraph, said, shown);
    if (shown.length < path.length) {
      hidden.push({ error, entity: place });
    } else {
      told.add(place);
      errors.push(error);
    }
  }

  function waysTo(targets: Targets, index: number): Path[] {
    const alike = targets.entities[index] ?? [];
    return alike.flatMap((entity) => targets.part.paths.flatMap((path) => pathsTo(data, path, graph.isA, entity)));
  }

  /** All that the question asks of the entity is missing. */
  function miss(way: Path, asks: Shape): void {
    for (const key of asks.keys()) missing.push(show([...way, key]));
  }

  function lose(subgraph: string, said: Said, way: Path, asks: Shape): void {
    miss(way, asks);
    if (told.has(placeOf(subgraph, way))) return;
    const fields = visible.fieldsAt(way);
    const keys = [...asks.keys()].filter((key) => key !== '__typename' && fields.has(key));
    // What has a name of its own is the better witness: the type may be known from elsewhere.
    const key = keys.find((one) => fields.get(one)?.name !== '__typename') ?? keys[0];
    if (key !== undefined) add(subgraph, said, [...way, key], way);
    // Not asked this time, or not of this type: nothing that anybody wanted is lost.
    else if (!holds(asked, way, asks)) add(subgraph, said, [...way, ''], way);
  }

  return {
    lostRoots({ subgraph, shape: asks }, said) {
      for (const [key, { name }] of visible.fieldsAt([])) {
        if (asks.has(key) && name !== '__typename') add(subgraph, said, [key], [key]);
      }
    },
    lostEntities({ subgraph }, targets, said) {
      targets.entities.forEach((_, index) => {
        for (const way of waysTo(targets, index)) lose(subgraph, said, way, targets.part.shape);
      });
    },
    ofRoots({ subgraph, renamed, shape: asks }, given, hasData) {
      if (!hasData) miss([], asks);
      for (const error of given) {
        const path = error.path?.map((step) => (typeof step === 'string' ? (renamed.get(step) ?? step) : step));
        if (path === undefined) errors.push(toError(subgraph, error, undefined));
        else add(subgraph, error, path, path.slice(0, 1));
      }
    },
    ofEntities({ subgraph }, all, given, answer) {
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
          for (const way of waysTo(targets, each)) {
            if (isMissing) miss(way, asks);
            // Of an entity as a whole: told on a field of it.
            if (inner.length === 0) lose(subgraph, error, way, asks);
            else add(subgraph, error, [...way, ...inner], way);
          }
        }
      }
    },
    close(faults) {
      for (const { error, entity } of hidden) {
        if (told.has(entity)) continue;
        told.add(entity);
        errors.push(error);
      }
      const explained = [...missing, ...errors.flatMap(({ path }) => (path === undefined ? [] : [path]))];
      for (const { path, message } of withoutExplained(faults, explained)) {
        errors.push(new GraphQLError(message, { path, extensions: { code: 'INTERNAL_SERVER_ERROR' } }));
      }
      return errors;
    },
  };
}
