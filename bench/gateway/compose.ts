// Composes a graph's subgraphs into the supergraph file that gateways are started with.
import { writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { sdlOf, type Graph } from './graphs/graph';

/** `urls`: where each subgraph listens. */
export function writeSupergraph(graph: Graph, urls: Readonly<Record<string, string>>, file: string): void {
  const services = graph.subgraphs.map((name) => ({ name, url: urls[name] ?? '', typeDefs: parse(sdlOf(graph, name)) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(`${graph.name} does not compose: ${errors.map(({ message }) => message).join('; ')}`);
  writeFileSync(file, supergraphSdl);
}
