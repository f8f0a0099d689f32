// Asks one question for one request: representations out of the data, the request to the subgraph, the answer into the data. What
// fails costs the fields that were asked and nothing else.
import { UpstreamError } from '../../platform/errors';
import type { SubgraphError, SubgraphLink, SubgraphResponse } from '../../platform/link/link';
import type { Patience } from '../../platform/request/patience';
import { collect, isEntity, type Entity } from './data';
import type { ErrorBook } from './error-book';
import type { Graph } from './graph';
import { copyOf, merge } from './merge';
import type { EntityQuestion, Question, RootQuestion } from './question';
import { rewrite } from './rewrites';
import { targetsOf, type Targets } from './targets';

/** What a request brings along; knows no plan. */
export interface FetchEnvironment {
  /** The link of a subgraph. */
  linkOf(subgraph: string): SubgraphLink;
  /** What the subgraph is told about the request. */
  headersFor(subgraph: string): Record<string, string>;
  /** Over when nobody waits any more. */
  readonly patience: Patience | undefined;
  /** Called for each answer, and for each subgraph that gave none. */
  answered(subgraph: string, response: SubgraphResponse): void;
  failed(subgraph: string, error: UpstreamError): void;
}

/** One request on its way. */
export interface Journey {
  graph: Graph;
  data: Entity;
  variables: Readonly<Record<string, unknown>>;
  environment: FetchEnvironment;
  errors: ErrorBook;
}

/** Resolves when the answer is in the data, or its failure in the errors; never rejects for a subgraph's sake. */
export function ask(question: Question, journey: Journey): Promise<void> {
  return question.kind === 'root' ? askRoot(question, journey) : askEntities(question, journey);
}

async function askRoot(question: RootQuestion, journey: Journey): Promise<void> {
  const { errors, graph } = journey;
  const roots = collect(journey.data, question.path, graph.isA);
  if (roots.length === 0) return;
  const response = await send(question, {}, '', journey);
  if (response instanceof UpstreamError) return errors.lostRoots(question, response);
  const { data, errors: told = [] } = response;
  if (!isEntity(data)) {
    // Null for a field that cannot be, further down: the subgraph says which.
    if (told.some(({ path }) => path !== undefined)) return errors.ofRoots(question, told, false);
    return errors.lostRoots(question, reasonOf(question.subgraph, response));
  }
  errors.ofRoots(question, told, true);
  if (question.outputRewrites.length > 0) rewrite(data, question.outputRewrites, graph.isA);
  roots.forEach((root, which) => {
    const own = which === 0 ? data : copyOf(data, question.shape);
    if (isEntity(own)) merge(root, own, question.shape, graph.isA);
  });
}

async function askEntities(question: EntityQuestion, journey: Journey): Promise<void> {
  const { errors, graph } = journey;
  const link = journey.environment.linkOf(question.subgraph);
  const targets = question.parts.map((part) => targetsOf(part, journey.data, graph, link.takesText === true, journey.variables));
  for (const one of targets) if (one.unsent.length > 0) errors.unasked(one);
  if (targets.every(({ representations }) => representations.length === 0)) return;
  const variables: Record<string, unknown> = {};
  let text = '';
  for (const one of targets) {
    variables[one.part.variable] = one.representations;
    if (link.takesText === true) text += `${text === '' ? '' : ','}"${one.part.variable}":[${one.text}]`;
  }
  const response = await send(question, variables, text, journey);
  const { data } = response instanceof UpstreamError ? { data: null } : response;
  const failure = response instanceof UpstreamError ? response : isEntity(data) ? null : reasonOf(question.subgraph, response);
  for (const one of targets) {
    const answers = isEntity(data) ? data[one.part.key] : undefined;
    if (failure !== null) errors.lostEntities(question, one, failure);
    // Entities as a whole are null where the subgraph says so, with the reason among its errors.
    else if (Array.isArray(answers)) settle(one, answers, graph);
    else if (answers === undefined) errors.lostEntities(question, one, new UpstreamError(question.subgraph, 'UPSTREAM_CONTRACT'));
  }
  if (isEntity(data) && !(response instanceof UpstreamError) && response.errors !== undefined) {
    errors.ofEntities(question, targets, response.errors, data);
  }
}

function settle({ part, entities }: Targets, answers: readonly unknown[], graph: Graph): void {
  entities.forEach((alike, index) => {
    const answer = answers[index];
    if (!isEntity(answer)) return;
    if (part.outputRewrites.length > 0) rewrite(answer, part.outputRewrites, graph.isA);
    alike.forEach((entity, which) => {
      const own = which === 0 || part.mayShare ? answer : copyOf(answer, part.shape);
      if (isEntity(own)) merge(entity, own, part.shape, graph.isA);
    });
  });
}

/** The answer, or what there was instead. `text` holds the representations; the other variables are added here. */
async function send(
  question: Question,
  representations: Record<string, unknown>,
  text: string,
  { environment, variables }: Journey,
): Promise<SubgraphResponse | UpstreamError> {
  const { subgraph, operationName } = question;
  const link = environment.linkOf(subgraph);
  const { patience } = environment;
  for (const name of question.variables) {
    const value = variables[name];
    if (value === undefined) continue;
    representations[name] = value;
    if (link.takesText === true) text += `${text === '' ? '' : ','}"${name}":${JSON.stringify(value)}`;
  }
  try {
    const response = await link.send({
      query: question.text,
      variables: representations,
      headers: environment.headersFor(subgraph),
      ...(operationName === undefined ? {} : { operationName }),
      ...(link.takesText === true ? { body: `${question.opening}{${text}}}` } : {}),
      ...(patience === undefined ? {} : { patience }),
    });
    if (!isRefusal(response)) {
      environment.answered(subgraph, response);
      return response;
    }
    throw new UpstreamError(subgraph, 'UPSTREAM_CONTRACT');
  } catch (error) {
    const failure = error instanceof UpstreamError ? error : new UpstreamError(subgraph, 'UPSTREAM_UNAVAILABLE', { cause: error });
    environment.failed(subgraph, failure);
    return failure;
  }
}

/** Not one field was answered, for no reason that is the client's to know: of a text that is ours it would name hidden fields. */
function isRefusal({ data, errors: [first] = [] }: SubgraphResponse): boolean {
  return data == null && (first === undefined || first.extensions.code === 'GRAPHQL_VALIDATION_FAILED');
}

/** Why there is no data. */
function reasonOf(subgraph: string, { errors: [first] = [] }: SubgraphResponse): Pick<SubgraphError, 'message' | 'extensions'> {
  return first ?? new UpstreamError(subgraph, 'UPSTREAM_CONTRACT');
}
