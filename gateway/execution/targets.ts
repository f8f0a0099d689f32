// Which entities of the data a question is about, and what of them is sent. Equal representations are sent once, whatever number
// of places they stand for.
import { collectAll, type Entity } from './data';
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
  const found = collectAll(data, part.paths, graph.isA);
  const rewrites = part.inputRewrites.length > 0;
  const isAlone = found.length === 1;
  for (const entity of found) {
    const representation = part.represent(entity, variables);
    if (representation === null) {
      unsent.push(entity);
      continue;
    }
    if (rewrites) rewrite(representation, part.inputRewrites, graph.isA);
    const alike = [entity];
    if (!isAlone) {
      const key = rewrites ? JSON.stringify(representation) : keyOf(representation);
      const same = known.get(key);
      if (same !== undefined) {
        same.push(entity);
        continue;
      }
      known.set(key, alike);
    }
    entities.push(alike);
    representations.push(representation);
    if (asText) texts.push(JSON.stringify(representation));
  }
  return { part, representations, entities, unsent, text: texts.join(',') };
}

/**
 * Equal for equal representations of one part, and for no others: those of one type have the same fields in one order, and no value can
 * be taken for the end of another. Written as JSON, what is sent of many equal entities would cost more than all else about them.
 */
function keyOf(representation: Entity): string {
  let key = '';
  for (const name in representation) {
    const value = representation[name];
    if (typeof value === 'string') key += `${value.length}:${value}`;
    else if (typeof value === 'object' && value !== null) return JSON.stringify(representation);
    else key += `,${String(value)};`;
  }
  return key;
}
