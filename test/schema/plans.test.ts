// How the planner answers our questions: which subgraphs are asked, how often, and what side by side.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type PlanNode, type QueryPlan } from '@apollo/query-planner';
import { readRequirements } from '../../gateway/authorisation/applied';
import { parse } from 'graphql';

// The library plans none that asks who is there: the gateway does that before.
const FOLDER = join(__dirname, '..', '..', 'schema');
const supergraph = Supergraph.build(readRequirements(readFileSync(join(FOLDER, 'supergraph.graphql'), 'utf8')).sdl);
const planner = new QueryPlanner(supergraph);

/** The fetches in their order, each with how many must be over before it can begin. */
function fetchesOf(query: string): { subgraph: string; step: number; requires: string }[] {
  const plan: QueryPlan = planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(query)));
  const fetches: { node: FetchNode; step: number }[] = [];
  const walk = (node: PlanNode, step: number): number => {
    switch (node.kind) {
      case 'Fetch':
        fetches.push({ node, step });
        return step + 1;
      case 'Flatten':
        return walk(node.node, step);
      case 'Parallel':
        return Math.max(...node.nodes.map((child) => walk(child, step)));
      case 'Sequence':
        return node.nodes.reduce((next, child) => walk(child, next), step);
      default:
        throw new Error(`a plan with ${node.kind}`);
    }
  };
  if (plan.node === undefined || plan.node.kind === 'Subscription') throw new Error('no plan');
  walk(plan.node, 0);
  return fetches.map(({ node, step }) => ({ subgraph: node.serviceName, step, requires: JSON.stringify(node.requires ?? null) }));
}

function subgraphsOf(query: string): string[] {
  return fetchesOf(query)
    .map(({ subgraph }) => subgraph)
    .sort();
}

describe('plans', () => {
  it('ask only who is needed', () => {
    expect(subgraphsOf('{ customer(id: "a:b:c") { id displayName emails } }')).toEqual(['customer']);
    expect(subgraphsOf('{ customer(id: "a:b:c") { billing { balance { amount } } } }')).toEqual(['billing', 'customer']);
    expect(subgraphsOf('{ customers(ids: []) { support { openTickets } } }')).toEqual(['customer', 'support']);
    expect(subgraphsOf('{ sources { id } }')).toEqual(['customer']);
  });

  it('ask all views side by side, in one list or one customer', () => {
    const views = 'id crm { owner { name } } billing { balance { amount } } support { openTickets }';
    for (const query of [`{ customer(id: "a:b:c") { ${views} } }`, `{ customers(ids: []) { ${views} } }`]) {
      const [first, ...others] = fetchesOf(query);
      expect(first).toMatchObject({ subgraph: 'customer', step: 0 });
      expect(others.map(({ subgraph, step }) => [subgraph, step])).toEqual(
        expect.arrayContaining([
          ['crm', 1],
          ['billing', 1],
          ['support', 1],
        ]),
      );
      expect(others).toHaveLength(3);
    }
  });

  it('ask each domain once, and the pure fields once for each set of what they require', () => {
    const fetches = fetchesOf(`{
      customer(id: "a:b:c") {
        crm { owner { name } } billing { balance { amount } } support { openTickets }
        profile { company } identity { status } consistency { score } records { id }
        timeline { title } signals { code }
        completeness { state }
      }
    }`);
    const byStep = (step: number): string[] =>
      fetches
        .filter((fetch) => fetch.step === step)
        .map(({ subgraph }) => subgraph)
        .sort();
    expect(byStep(0)).toEqual(['customer']);
    expect(byStep(1)).toEqual(['billing', 'crm', 'marketing', 'sales', 'support']);
    expect(byStep(2)).toEqual(['customer', 'customer', 'customer']);
    expect(fetches).toHaveLength(9);
    expect(new Set(fetches.filter(({ step }) => step === 2).map(({ requires }) => requires)).size).toBe(3);
  });

  it('exist for every ready question, in three steps at most', () => {
    const files = readdirSync(join(FOLDER, 'operations')).filter((file) => file.endsWith('.graphql'));
    expect(files.length).toBeGreaterThanOrEqual(10);
    for (const file of files) {
      const fetches = fetchesOf(readFileSync(join(FOLDER, 'operations', file), 'utf8'));
      expect({ file, steps: Math.max(...fetches.map(({ step }) => step)) < 3 }).toEqual({ file, steps: true });
    }
  });
});
