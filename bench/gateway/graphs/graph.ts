// What a graph of the benchmark is: a few subgraphs, the data they answer from, and the operation that is timed. The SDL and the
// operation are files beside this one; how they are served and composed is told elsewhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The entity that a representation names, as one subgraph knows it; null where there is none. */
export type EntityOf = (representation: Readonly<Record<string, unknown>>) => object | null;

export interface Graph {
  name: 'heavy' | 'customer';
  title: string;
  subgraphs: readonly string[];
  /** The root fields of all subgraphs: each serves those that its SDL names. */
  root: object;
  /** By subgraph and type. */
  entities: Readonly<Record<string, Readonly<Record<string, EntityOf>>>>;
  /** One for each distinct request; they are sent in turns. */
  variables: readonly Readonly<Record<string, unknown>>[];
  /** More that must be answered rightly, and is not timed. */
  alsoChecked: readonly Readonly<Record<string, unknown>>[];
}

/** The SDL of one subgraph; of `whole`, what all of them are together. */
export function sdlOf(graph: Graph, subgraph: string): string {
  return readFileSync(join(__dirname, graph.name, `${subgraph}.graphql`), 'utf8');
}

export function operationOf(graph: Graph): string {
  return readFileSync(join(__dirname, graph.name, 'operation.graphql'), 'utf8');
}
