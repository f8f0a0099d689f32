// Which entities of the data a question is about, and what of them is sent. Equal representations are sent once, whatever number
// of places they stand for.
import { collect, type Entity } from './data';
import type { Graph } from './graph';
import type { EntityPart } from './question';
import { rewrite } from './rewrites';

/** The entities of a part: those that are told one representation, together. */
export interface Targets {
  part: EntityPart;
  representations: Entity[];
  /** For each representation the entities it stands for. */
  entities: Entity[][];
  /** Those it is not asked about: of another type, or lacking what is required. */
  unsent: Entity[];
  /** The representations as JSON text; empty where nobody needs it. */
  text: string;
}

/** Equal representations are sent once. */
export function targetsOf(
  part: EntityPart,
  data: Entity,
  graph: Graph,
  asText: boolean,
  variables: Readonly<Record<string, unknown>> = {},
): Targets {
  const representations: Entity[] = [];
  const entities: Entity[][] = [];
  const unsent: Entity[] = [];
  const texts: string[] = [];
  const known = new Map<string, Entity[]>();
  const found =
    part.paths.length === 1 && part.paths[0] !== undefined ? collect(data, part.paths[0], graph.isA) : collectAll(part, data, graph);
  const needsText = asText || found.length > 1;
  for (const entity of found) {
    const representation = part.represent(entity, variables);
    if (representation === null) {
      unsent.push(entity);
      continue;
    }
    if (part.inputRewrites.length > 0) rewrite(representation, part.inputRewrites, graph.isA);
    if (needsText) {
      const text = JSON.stringify(representation);
      const same = known.get(text);
      if (same !== undefined) {
        same.push(entity);
        continue;
      }
      texts.push(text);
      const alike = [entity];
      known.set(text, alike);
      entities.push(alike);
    } else {
      entities.push([entity]);
    }
    representations.push(representation);
  }
  return { part, representations, entities, unsent, text: asText ? texts.join(',') : '' };
}

function collectAll(part: EntityPart, data: Entity, graph: Graph): Entity[] {
  return [...new Set(part.paths.flatMap((path) => collect(data, path, graph.isA)))];
}
