// A supergraph opened with one of the planners, as the gateway opens it.
import { Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { createApolloExecutor } from '../../gateway/execution/open';
import type { Executor } from '../../gateway/execution/executor';
import type { Planner } from '../../gateway/execution/planner/planner';
import type { Planning } from '../../gateway/execution/planner/planning';
import type { Question } from '../../gateway/execution/question';
import type { Step } from '../../gateway/execution/steps';

export interface Opened {
  planner: Planner;
  /** Compiles each operation anew. */
  executor(): Executor;
}

export function open(supergraphSdl: string, planning: Planning): Opened {
  const prepared = planning.prepare(supergraphSdl);
  const loaded = new QueryPlanner(Supergraph.build(prepared.sdl), { reuseQueryFragments: false });
  const api = loaded.supergraph.apiSchema().toGraphQLJSSchema();
  return {
    planner: planning.open(loaded, prepared),
    executor: () => createApolloExecutor(loaded, api, prepared, planning),
  };
}

/** How many requests an operation makes at most, those that are joined counted once. */
export function requestsOf(opened: Opened, document: DocumentNode): number {
  const { steps } = opened.executor().compile({ document, documentId: 'counted', operationName: null });
  const asked = new Set<Question>();
  const walk = (step: Step | null): void => {
    if (step === null) return;
    if (step.kind === 'ask') asked.add(step.question);
    else if (step.kind === 'condition') [step.then, step.otherwise].forEach(walk);
    else step.steps.forEach(walk);
  };
  walk(steps);
  return asked.size;
}
