// A graph composed and opened as the gateway does it, with the oracle beside it.
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { getNamedType, isLeafType, parse, type GraphQLSchema } from 'graphql';
import { readRequirements } from '../../../../gateway/authorisation/applied';
import { createAuthoriser, type Authoriser } from '../../../../gateway/authorisation/authoriser';
import { policyOf } from '../../../../gateway/authorisation/policy';
import { createExecutor, type Executor } from '../../../../gateway/execution/executor';
import { fieldNamesOf } from '../../../../gateway/execution/field-names';
import { createGraph } from '../../../../gateway/execution/graph';
import { joinsOf } from '../../../../gateway/execution/joins';
import type { PlanNode } from '../../../../gateway/execution/plan';
import type { Planner } from '../../../../gateway/execution/planner/planner';
import type { Planning } from '../../../../gateway/execution/planner/planning';
import { chosenPlanning } from '../chosen-planning';
import { LINK, type DifferentialGraph } from './graph';
import { createMonolith, fieldOf, interfacesOf, type Monolith } from './monolith';
import { ownershipOf } from './outage';
import { buildSubgraphs, type Subgraph } from './subgraphs';
import { factsOf } from './supergraph-facts';

export interface OpenGraph {
  graph: DifferentialGraph;
  api: GraphQLSchema;
  /** All types and fields, hidden ones included. */
  full: GraphQLSchema;
  executor: Executor;
  authorises: Authoriser;
  subgraphs: readonly Subgraph[];
  monolith: Monolith;
}

/** `plant` changes the plans. */
export function openGraph(
  graph: DifferentialGraph,
  plant: (plan: PlanNode) => PlanNode = (plan) => plan,
  planning: Planning = chosenPlanning(),
): OpenGraph {
  const services = Object.entries(graph.subgraphs).map(([name, sdl]) => ({ name, url: `http://${name}`, typeDefs: parse(LINK + sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new TypeError(`${graph.name} does not compose: ${String(errors)}`);
  const applied = readRequirements(supergraphSdl);
  const prepared = planning.prepare(applied.sdl);
  const planner = new QueryPlanner(Supergraph.build(prepared.sdl), { reuseQueryFragments: false });
  const api = planner.supergraph.apiSchema().toGraphQLJSSchema();
  const full = planner.supergraph.schema.toGraphQLJSSchema();
  const plans = planning.open(planner, prepared);
  const planted: Planner = {
    ...plans,
    plan(document) {
      const plan = plans.plan(document);
      return plan === null ? null : plant(plan);
    },
  };
  const ownership = ownershipOf(factsOf(graph), {
    interfacesOf: (type) => interfacesOf(full, type),
    isLeaf: (type, field) => isLeafType(getNamedType(fieldOf(full, type, field).type)),
  });
  return {
    graph,
    api,
    full,
    authorises: createAuthoriser(policyOf(applied)),
    executor: createExecutor(createGraph(api, full, planted, joinsOf(prepared.sdl)), fieldNamesOf(full, prepared.sdl)),
    subgraphs: buildSubgraphs(graph),
    monolith: createMonolith(api, full, ownership),
  };
}
