// What the client asks of an object in the data: this time, and of its type. Errors are told on such fields alone. Walked where there
// are errors, which is seldom.
import { getNamedType, type GraphQLObjectType } from 'graphql';
import { collectFields, type CollectedField, type Selections } from './collect-fields';
import { isEntity, type Entity } from './data';
import { fieldOf, type Graph } from './graph';

/** Paths are in keys of the data. */
type Path = readonly (string | number)[];

export interface Asked {
  /** As much of the path as the client asks for. */
  visiblePart(path: Path): Path;
  /** The fields asked of the object there, by key; none where the path itself is not asked for. */
  fieldsAt(path: Path): ReadonlyMap<string, CollectedField>;
}

type Fields = ReadonlyMap<string, CollectedField>;

const NONE: Fields = new Map();

/** `selections` of the root, with conditions decided. */
export function createAsked(graph: Graph, data: Entity, selections: Selections, root: GraphQLObjectType): Asked {
  const known = new Map<Selections, Map<string, Fields>>();

  function fieldsOf(selected: Selections, typeName: string | null): Fields {
    const byType = known.get(selected) ?? new Map<string, Fields>();
    known.set(selected, byType);
    let fields = byType.get(typeName ?? '');
    if (fields === undefined) {
      // Of an object that is not there nobody knows the type: it may have been any.
      const collected = typeName === null ? collectFields(selected, '', { isA: () => true }) : collectFields(selected, typeName, graph);
      fields = new Map(collected.map((field) => [field.key, field]));
      byType.set(typeName ?? '', fields);
    }
    return fields;
  }

  /** How many steps of the path are asked for, and what is asked of the object it then leads to. */
  function follow(path: Path): { steps: number; fields: Fields } {
    let value: unknown = data;
    let selected = selections;
    let staticType = root.name;
    const fields = (): Fields => fieldsOf(selected, isEntity(value) ? (nameOf(value) ?? staticType) : value === data ? staticType : null);
    for (const [index, step] of path.entries()) {
      if (typeof step === 'number') {
        value = Array.isArray(value) ? value[step] : undefined;
        continue;
      }
      const field = fields().get(step);
      if (field === undefined) return { steps: index, fields: NONE };
      // Below a leaf: what a scalar of the graph's own holds is the client's to see.
      if (field.selections.nodes.length === 0) return { steps: path.length, fields: NONE };
      const typeName = isEntity(value) ? (nameOf(value) ?? staticType) : staticType;
      const definition = fieldOf(graph.full, typeName, field.name);
      staticType = definition === undefined ? '' : getNamedType(definition.type).name;
      value = isEntity(value) ? value[step] : undefined;
      selected = field.selections;
    }
    return { steps: path.length, fields: fields() };
  }

  return {
    visiblePart(path) {
      const { steps } = follow(path);
      return steps === path.length ? path : path.slice(0, steps);
    },
    fieldsAt: (path) => follow(path).fields,
  };
}

function nameOf(value: Entity): string | undefined {
  const name = value['__typename'];
  return typeof name === 'string' ? name : undefined;
}
