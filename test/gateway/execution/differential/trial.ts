// One operation through the executor and through the oracle, with all subgraphs well or one of them down.
import { separateOperations, type DocumentNode } from 'graphql';
import type { PlanNode } from '../../../../gateway/execution/plan';
import type { SubgraphLink } from '../../../../platform/link/link';
import { compare, type Told } from './compare';
import { compareOutage } from './compare-outage';
import type { World } from './graph';
import type { OpenGraph } from './open-graph';
import { createRandom } from './random';
import type { Operation } from './random-operation';
import { createLink, type LinkOptions } from './subgraphs';

export interface Conditions {
  /** null = all are well. */
  down: string | null;
  asText: boolean;
  /** For the order in which answers come. */
  seed: number;
}

export interface Difference {
  what: string;
  answer: Told;
  oracle: Told | { least: Told; most: Told };
}

export interface Outcome {
  difference: Difference | null;
  /** False where the oracle has bounds only. */
  exact: boolean;
}

/** Where a test plants its bug. */
export interface Plant {
  link?(link: SubgraphLink): SubgraphLink;
  plan?(plan: PlanNode): PlanNode;
}

const ids = new WeakMap<DocumentNode, string>();
let count = 0;

export async function tryOperation(open: OpenGraph, operation: Operation, conditions: Conditions, plant: Plant = {}): Promise<Outcome> {
  const { graph, monolith } = open;
  const document = alone(operation);
  const { variables } = operation;
  const answer = await answerOf(open, operation, { ...conditions, world: graph.world(), random: createRandom(conditions.seed) }, plant);
  const ask = async (world: World, outage: Parameters<typeof monolith.answer>[3]): Promise<Told> =>
    monolith.answer(document, variables, world, outage);
  const well = await ask(graph.world(), null);
  if (conditions.down === null) {
    const possible = (well.errors ?? []).length === 0 ? [] : await monolith.allErrors(document, variables, graph.world(), null);
    const what = compare(answer, well, possible);
    return { difference: what === null ? null : { what, answer, oracle: well }, exact: true };
  }
  const subgraph = conditions.down;
  const least = await ask(graph.world(), { subgraph, bound: 'least' });
  const most = await ask(graph.world(), { subgraph, bound: 'most' });
  // Also those that the first of them cuts short: subgraphs tell them all.
  const errors = (well.errors ?? []).length === 0 ? [] : await monolith.allErrors(document, variables, graph.world(), null);
  const { fault, exact } = compareOutage(answer, { least, most, well: { ...well, errors } }, subgraph);
  return { difference: fault === null ? null : { what: fault, answer, oracle: { least, most } }, exact };
}

async function answerOf({ executor, subgraphs }: OpenGraph, operation: Operation, options: LinkOptions, plant: Plant): Promise<Told> {
  const links = new Map(
    subgraphs.map((subgraph) => {
      const link = createLink(subgraph, options);
      return [subgraph.name, plant.link?.(link) ?? link];
    }),
  );
  const { document, operationName, variables } = operation;
  const documentId = ids.get(document) ?? `document ${(count += 1)}`;
  ids.set(document, documentId);
  const compiled = executor.compile({ document, documentId, operationName });
  return executor.execute(compiled, variables, {
    linkOf(name) {
      const link = links.get(name);
      if (link === undefined) throw new TypeError(`no subgraph ${name}`);
      return link;
    },
    headersFor: () => ({}),
    patience: undefined,
    answered: () => undefined,
    failed: (subgraph, error) => {
      if (subgraph !== options.down) throw new TypeError(`${subgraph} failed, and is not down: ${String(error.cause)}`);
    },
  });
}

/** The operation that is meant. */
function alone({ document, operationName }: Operation): DocumentNode {
  const separate = separateOperations(document);
  return separate[operationName ?? ''] ?? Object.values(separate)[0] ?? document;
}
