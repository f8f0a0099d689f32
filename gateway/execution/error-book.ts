// The errors of a request, told the way the client asked: on a field it can see, under its keys, never `_entities`. A system that
// is down is one error an entity, however many fetches it costs.
import { GraphQLError } from 'graphql';
import type { SubgraphError } from '../../platform/link/link';
import { collect, pathsTo, type Entity } from './data';
import type { Graph } from './graph';
import type { Fault } from './fault';
import type { EntityQuestion, RootQuestion } from './question';
import type { Shape } from './shape';
import type { Targets } from './targets';

type Path = readonly (string | number)[];
type Said = Pick<SubgraphError, 'message' | 'extensions'>;

/** Errors of one request. All paths that go in are in keys of the data. */
export interface ErrorBook {
  /** Nothing came back for the root fields of this question. */
  lostRoots(question: RootQuestion, said: Said): void;
  /** Nothing came back for these entities. */
  lostEntities(question: EntityQuestion, targets: Targets, said: Said): void;
  /** What the subgraph said of the root fields it answered. */
  ofRoots(question: RootQuestion, errors: readonly SubgraphError[]): void;
  /** What the subgraph said of the entities it answered. */
  ofEntities(question: EntityQuestion, targets: readonly Targets[], errors: readonly SubgraphError[]): void;
  /** All of them, with those faults of the answer that no subgraph has explained. */
  close(faults: readonly Fault[]): GraphQLError[];
}

export interface ErrorBookInput {
  graph: Graph;
  data: Entity;
  /** What the client asked, in keys of the data. */
  asked: Shape;
  clientKeys: ReadonlyMap<string, string>;
}

export function createErrorBook({ graph, data, asked, clientKeys }: ErrorBookInput): ErrorBook {
  const errors: GraphQLError[] = [];
  /** Errors on fields that the client did not ask for: told only where the entity has none that it can see. */
  const hidden: { error: GraphQLError; entity: string }[] = [];
  const told = new Set<string>();

  function toError(subgraph: string, { message, extensions }: Said, path: Path | undefined): GraphQLError {
    const shown = path?.map((step) => (typeof step === 'string' ? (clientKeys.get(step) ?? step) : step));
    return new GraphQLError(message, {
      ...(shown === undefined ? {} : { path: shown }),
      extensions: { serviceName: subgraph, ...extensions },
    });
  }

  /** `entity` is the part of the path that leads to it. */
  function add(subgraph: string, said: Said, path: Path, entity: Path): void {
    const visible = visiblePart(path, asked);
    const place = `${subgraph} ${entity.join(' ')}`;
    const error = toError(subgraph, said, visible.length < path.length ? visible : path);
    if (visible.length < path.length) {
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

  function waysToRoots({ path }: RootQuestion): Path[] {
    return collect(data, path, graph.isA).flatMap((root) => pathsTo(data, path, graph.isA, root));
  }

  return {
    lostRoots(question, said) {
      for (const way of waysToRoots(question)) {
        for (const key of question.shape.keys()) add(question.subgraph, said, [...way, key], [...way, key]);
      }
    },
    lostEntities({ subgraph }, targets, said) {
      targets.entities.forEach((_, index) => {
        for (const way of waysTo(targets, index)) {
          const key = firstAsked(targets.part.shape, shapeAt(way, asked));
          add(subgraph, said, [...way, key ?? ''], way);
        }
      });
    },
    ofRoots(question, given) {
      const { subgraph, renamed } = question;
      for (const error of given) {
        const path = error.path?.map((step) => (typeof step === 'string' ? (renamed.get(step) ?? step) : step));
        if (path === undefined) errors.push(toError(subgraph, error, undefined));
        else for (const way of waysToRoots(question)) add(subgraph, error, [...way, ...path], [...way, ...path.slice(0, 1)]);
      }
    },
    ofEntities({ subgraph }, all, given) {
      for (const error of given) {
        const [key, index, ...rest] = error.path ?? [];
        const targets = all.find(({ part }) => part.key === key);
        if (targets === undefined) {
          errors.push(toError(subgraph, error, undefined));
          continue;
        }
        const inner = rest.map((step) => (typeof step === 'string' ? (targets.part.renamed.get(step) ?? step) : step));
        // An error of the list is one of each entity.
        const indexes = typeof index === 'number' ? [index] : targets.entities.keys();
        for (const each of indexes) for (const way of waysTo(targets, each)) add(subgraph, error, [...way, ...inner], way);
      }
    },
    close(faults) {
      for (const { error, entity } of hidden) {
        if (told.has(entity)) continue;
        told.add(entity);
        errors.push(error);
      }
      const explained = errors.map(({ path }) => path);
      for (const { path, message, hidden: silent } of faults) {
        if (silent || explained.some((known) => known !== undefined && isWithin(known, path))) continue;
        errors.push(new GraphQLError(message, { path, extensions: { code: 'INTERNAL_SERVER_ERROR' } }));
      }
      return errors;
    },
  };
}

/** As much of the path as the client asked for. */
function visiblePart(path: Path, asked: Shape): Path {
  let shape: Shape | null = asked;
  for (const [index, step] of path.entries()) {
    if (typeof step === 'number') continue;
    // Below a leaf: what a scalar of the graph's own holds is the client's to see.
    if (shape === null) return path;
    const inner: Shape | null | undefined = shape.get(step);
    if (inner === undefined) return path.slice(0, index);
    shape = inner;
  }
  return path;
}

function shapeAt(path: Path, asked: Shape): Shape | null {
  let shape: Shape | null = asked;
  for (const step of path) if (typeof step === 'string') shape = shape?.get(step) ?? null;
  return shape;
}

function firstAsked(shape: Shape, asked: Shape | null): string | undefined {
  return [...shape.keys()].find((key) => key !== '__typename' && asked?.has(key) === true);
}

/** Is one of the paths a beginning of the other? */
function isWithin(one: Path, other: Path): boolean {
  const most = Math.min(one.length, other.length);
  for (let index = 0; index < most; index += 1) if (one[index] !== other[index]) return false;
  return true;
}
