// Gateways that may be timed: each has started, and has answered every request of the operation as the whole graph in one graphql-js
// schema does, with the client's own header on every fetch.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { wholeAnswers } from './answers';
import type { Gateway } from './gateways';
import { operationOf, type Graph } from './graphs/graph';
import { ID_HEADER, nextId } from './identified';
import type { Asked } from './load';
import type { Running, Stage } from './stage';
import { openWire, prepare, type Wire } from './wire';

export interface Contender {
  running: Running;
  asked: readonly Asked[];
}

export interface Expected {
  body: string;
  data: unknown;
}

const answer = z.object({ data: z.unknown(), errors: z.array(z.unknown()).nullish() });

/** Those that can be timed; what is wrong with the others goes to `faults`. */
export async function admit(stage: Stage, chosen: readonly Gateway[], faults: string[]): Promise<Contender[]> {
  const query = operationOf(stage.graph);
  const timed = await expectedOf(
    stage.graph,
    stage.graph.variables.map((variables) => JSON.stringify({ query, variables })),
  );
  const more = await expectedOf(
    stage.graph,
    stage.graph.alsoChecked.map((variables) => JSON.stringify({ query, variables })),
  );
  const contenders: Contender[] = [];
  for (const gateway of chosen) {
    try {
      const running = await stage.enter(gateway);
      await stage.tell({ reset: true });
      await compare(running, more);
      contenders.push({ running, asked: await compare(running, timed) });
      const { requests, unidentified } = await stage.tell({});
      if (unidentified > 0) faults.push(`${gateway.name}: ${unidentified} of ${requests} fetches came without the client's ${ID_HEADER}`);
    } catch (error) {
      faults.push(`${gateway.name}, ${stage.graph.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return contenders;
}

export async function expectedOf(graph: Graph, bodies: readonly string[]): Promise<Expected[]> {
  const answerOf = wholeAnswers(graph);
  return Promise.all(bodies.map(async (body) => ({ body, data: dataOf(await answerOf(body)) })));
}

/** Throws at the first answer that is another. */
export async function compare({ url }: Pick<Running, 'url'>, expected: readonly Expected[]): Promise<Asked[]> {
  const wire = await openWire(url);
  const asked: Asked[] = [];
  try {
    for (const one of expected) asked.push({ body: one.body, bytes: await compareOne(url, wire, one) });
    return asked;
  } finally {
    wire.close();
  }
}

/** The bytes of the right answer. */
export async function compareOne(url: string, wire: Wire, { body, data }: Expected): Promise<number> {
  const { status, body: received } = await wire.send(prepare(url, body), nextId());
  const text = received.toString();
  if (status !== 200) throw new Error(`answered with status ${status}: ${text.slice(0, 300)}`);
  if (!isDeepStrictEqual(dataOf(text), data)) {
    const variables = /"variables":.*$/.exec(body)?.[0] ?? '';
    throw new Error(`answered wrongly to ${variables}\n  right: ${JSON.stringify(data).slice(0, 300)}\n  given: ${text.slice(0, 300)}`);
  }
  return received.length;
}

function dataOf(text: string): unknown {
  const { data, errors } = answer.parse(JSON.parse(text));
  if (errors != null && errors.length > 0) throw new Error(`answered with errors: ${text.slice(0, 300)}`);
  return data;
}
