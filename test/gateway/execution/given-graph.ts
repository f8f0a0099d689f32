// A graph for the unit tests of the executor's parts: its schemas and its plan are given, nothing is composed and nothing planned.
import { buildSchema, parse } from 'graphql';
import type { FetchEnvironment, Journey } from '../../../gateway/execution/ask';
import type { Entity } from '../../../gateway/execution/data';
import { createErrorBook, type ErrorBookInput } from '../../../gateway/execution/error-book';
import { createGraph, type Graph } from '../../../gateway/execution/graph';
import { operationIn } from '../../../gateway/execution/normalise';
import type { FetchNode, PlanNode, Requirement } from '../../../gateway/execution/plan';
import { shapeOf, type Shape } from '../../../gateway/execution/shape';
import type { UpstreamError } from '../../../platform/errors';
import type { SubgraphRequest, SubgraphResponse } from '../../../platform/link/link';
import type { Patience } from '../../../platform/request/patience';

export const SHOP = `
  type Query { product(id: ID): Product products: [Product!] media: [Media] shop: Shop }
  type Product { id: ID! name: String code: String! price(in: String): Int size: Size sizes: [Size!] bare: [Size] }
  type Size { h: Int! w: Int }
  interface Media { id: ID! title: String }
  interface Printed implements Media { id: ID! title: String pages: Int }
  type Book implements Media & Printed { id: ID! title: String pages: Int }
  type Film implements Media { id: ID! title: String }
  type Shop { name: String }
  union Thing = Book | Shop`;

/** `full` is what stands behind `api`; the plan is that of every operation. */
export function graphOf(api = SHOP, full = api, plan: PlanNode | null = null): Graph {
  return createGraph(buildSchema(api), buildSchema(full), { name: 'given', plan: () => plan });
}

export const fetchNode: FetchNode = {
  ...{ kind: 'fetch', subgraph: 'a', operation: '{product{id}}', operationName: undefined, operationKind: 'query', variables: [] },
  ...{ path: [], requires: null, inputRewrites: [], outputRewrites: [] },
};

/** The fetch of what a selection asks of entities, by their `id`. */
export function entityFetch(selection: string, more: Partial<FetchNode> = {}): FetchNode {
  return {
    ...fetchNode,
    operation: `query($representations:[_Any!]!){_entities(representations:$representations){${selection}}}`,
    requires: fields('__typename', 'id'),
    ...more,
  };
}

export function fields(...names: string[]): Requirement[] {
  return names.map((name) => ({ kind: 'field', from: name, to: name, nested: null }));
}

/** The shape of a selection without fragments. */
export function shape(text: string): Shape {
  return shapeOf(operationIn(parse(text)).selectionSet, new Map());
}

/** What a client asks, for the book of errors: a selection without fragments and conditions. */
export function wanted(text: string): Pick<ErrorBookInput, 'kind' | 'selections' | 'asked'> {
  const nodes = operationIn(parse(text)).selectionSet.selections;
  return { kind: 'query', selections: { nodes, fragments: new Map(), isWanted: () => true }, asked: shape(text) };
}

export interface GivenJourney {
  journey: Journey;
  sent: SubgraphRequest[];
  failures: UpstreamError[];
  answered: SubgraphResponse[];
}

/** A request over data that is there already. `answer` is what every subgraph answers. */
export function journeyOver(
  data: Entity,
  answer: (request: SubgraphRequest) => SubgraphResponse | Promise<SubgraphResponse>,
  more: { asked?: string; takesText?: boolean; patience?: Patience; variables?: Record<string, unknown> } = {},
): GivenJourney {
  const { asked = '{ __typename }', takesText = false, patience, variables = {} } = more;
  const graph = graphOf();
  const sent: SubgraphRequest[] = [];
  const failures: UpstreamError[] = [];
  const answered: SubgraphResponse[] = [];
  const environment: FetchEnvironment = {
    linkOf: (name) => ({
      name,
      takesText,
      async send(request) {
        sent.push(request);
        return answer(request);
      },
      close: () => Promise.resolve(),
    }),
    headersFor: (subgraph) => ({ 'x-to': subgraph }),
    patience,
    answered: (_, response) => void answered.push(response),
    failed: (_, error) => void failures.push(error),
  };
  const errors = createErrorBook({ graph, data, ...wanted(asked), clientKeys: new Map() });
  return { journey: { graph, data, variables, environment, errors }, sent, failures, answered };
}
