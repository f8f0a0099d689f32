// A plan as steps that are walked for every request. Compiled once: fetches have become questions, and those that begin together
// and go to one subgraph are joined.
import type { Graph } from './graph';
import { isJoinable, joinFetches } from './join-fetches';
import type { FetchNode, PathSegment, PlanNode } from './plan';
import { entityPart, asked, parseFetch, rootQuestion, type EntityPart, type ParsedFetch, type Question } from './question';
import type { Shape } from './shape';

export type Step =
  | { kind: 'sequence'; steps: readonly Step[] }
  | { kind: 'parallel'; steps: readonly Step[] }
  | { kind: 'condition'; variable: string; then: Step | null; otherwise: Step | null }
  | { kind: 'ask'; question: Question };

/** null = nothing to ask. */
export function compileSteps(plan: PlanNode | null, graph: Graph): Step | null {
  if (plan === null) return null;
  const questions: Question[] = [];
  const step = toStep(plan, graph, new Map(), (question) => questions.push(question));
  allowSharing(questions);
  return step;
}

/** `joined` holds the questions that fetches below have become part of already. */
function toStep(node: PlanNode, graph: Graph, joined: ReadonlyMap<FetchNode, Question>, add: (question: Question) => void): Step {
  if (node.kind === 'sequence') return { kind: 'sequence', steps: node.nodes.map((inner) => toStep(inner, graph, joined, add)) };
  if (node.kind === 'condition') {
    const { variable, then, otherwise } = node;
    const inner = (branch: PlanNode | null): Step | null => (branch === null ? null : toStep(branch, graph, joined, add));
    return { kind: 'condition', variable, then: inner(then), otherwise: inner(otherwise) };
  }
  if (node.kind === 'parallel') {
    const more = new Map(joined);
    joinHeads(node.nodes, graph, more, add);
    return { kind: 'parallel', steps: node.nodes.map((inner) => toStep(inner, graph, more, add)) };
  }
  const known = joined.get(node);
  if (known !== undefined) return { kind: 'ask', question: known };
  const question = alone(parseFetch(node), graph);
  add(question);
  return { kind: 'ask', question };
}

function alone(fetch: ParsedFetch, graph: Graph): Question {
  const { subgraph, operation, operationName, variables, requires } = fetch.node;
  if (requires === null) return rootQuestion(fetch);
  return { kind: 'entities', ...asked(subgraph, operation, operationName, variables), parts: [entityPart(fetch, graph)] };
}

/** Adds the fetches of these nodes that begin at once to `joined`, by the question that several of them become. */
function joinHeads(nodes: readonly PlanNode[], graph: Graph, joined: Map<FetchNode, Question>, add: (question: Question) => void): void {
  const bySubgraph = new Map<string, ParsedFetch[]>();
  for (const head of nodes.flatMap(headsOf)) {
    if (head.requires === null || joined.has(head)) continue;
    const fetch = parseFetch(head);
    if (isJoinable(fetch)) bySubgraph.set(head.subgraph, [...(bySubgraph.get(head.subgraph) ?? []), fetch]);
  }
  for (const fetches of bySubgraph.values()) {
    if (fetches.length < 2) continue;
    const question: Question = { ...joinFetches(fetches, graph), shared: true };
    add(question);
    for (const { node } of fetches) joined.set(node, question);
    // What comes after one question begins at once again.
    const answered = new Set(fetches.map(({ node }) => node));
    joinHeads(
      nodes.flatMap((node) => restsOf(node, answered)),
      graph,
      joined,
      add,
    );
  }
}

/** The fetches that begin when the node does. */
function headsOf(node: PlanNode): FetchNode[] {
  if (node.kind === 'fetch') return [node];
  if (node.kind === 'parallel') return node.nodes.flatMap(headsOf);
  const [first] = node.kind === 'sequence' ? node.nodes : [];
  return first === undefined ? [] : headsOf(first);
}

/** What begins when one of these fetches is answered, which the node begins with. */
function restsOf(node: PlanNode, answered: ReadonlySet<FetchNode>): PlanNode[] {
  if (node.kind === 'parallel') return node.nodes.flatMap((inner) => restsOf(inner, answered));
  const [first, ...rest] = node.kind === 'sequence' ? node.nodes : [];
  if (first === undefined || rest.length === 0) return [];
  if (first.kind === 'fetch') return answered.has(first) ? [{ kind: 'sequence', nodes: rest }] : [];
  // Of several that are waited for, one may be answered later.
  return first.kind === 'sequence' ? restsOf({ kind: 'sequence', nodes: [...first.nodes, ...rest] }, answered) : [];
}

/** Marks the parts whose equal entities may share one answer: what they write is written by nothing else. */
function allowSharing(questions: readonly Question[]): void {
  const written = new Map<string, number>();
  const parts: [EntityPart, string[]][] = [];
  const note = (places: readonly string[]): void => places.forEach((place) => written.set(place, (written.get(place) ?? 0) + 1));
  let selective = false;
  for (const question of questions) {
    if (question.kind === 'root') note(objectsIn(question.shape, placeOf(question.path)));
    else {
      for (const part of question.parts) {
        selective ||= part.paths.some((path) => path.some((segment) => segment !== 'items' && 'types' in segment));
        const places = part.paths.flatMap((path) => objectsIn(part.shape, placeOf(path)));
        note(places);
        parts.push([part, places]);
      }
    }
  }
  if (selective) return;
  for (const [part, places] of parts) part.mayShare = part.paths.length === 1 && places.every((place) => written.get(place) === 1);
}

/** Where a shape has objects. */
function objectsIn(shape: Shape, place: string): string[] {
  return [...shape].flatMap(([key, inner]) => (inner === null ? [] : [`${place}.${key}`, ...objectsIn(inner, `${place}.${key}`)]));
}

function placeOf(path: readonly PathSegment[]): string {
  return path.map((segment) => (segment !== 'items' && 'field' in segment ? `.${segment.field}` : '')).join('');
}
