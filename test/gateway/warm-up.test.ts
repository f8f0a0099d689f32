import { buildSchema, print, type DocumentNode } from 'graphql';
import type { Executor } from '../../gateway/execution/executor';
import { warmUp } from '../../gateway/warm-up';

const api = buildSchema('type Query { name: String }');
const never = new AbortController().signal;

/** An executor that only notes what it is to compile. */
function noting(compile: (document: DocumentNode) => void): Executor {
  return {
    planner: 'none',
    compile({ document }) {
      compile(document);
      throw new Error('cannot be planned');
    },
    execute: () => Promise.reject(new Error('nothing is executed')),
    size: 0,
  };
}

test('compiles what fits the graph, and passes over what does not or cannot be planned', async () => {
  const compiled: string[] = [];
  const executor = noting((document) => compiled.push(print(document).replace(/\s+/g, ' ')));
  await warmUp(executor, api, ['{ name }', '{ gone }', 'no GraphQL {', '{ other: name }'], never);
  expect(compiled).toEqual(['{ name }', '{ other: name }']);
});

test('leaves room for requests between two operations, and ends when it is told to', async () => {
  const ending = new AbortController();
  const order: string[] = [];
  const executor = noting(() => {
    order.push('operation');
    setImmediate(() => order.push('request'));
    if (order.length > 2) ending.abort();
  });
  await warmUp(executor, api, ['{ a: name }', '{ b: name }', '{ c: name }', '{ d: name }'], ending.signal);
  expect(order.slice(0, 3)).toEqual(['operation', 'request', 'operation']);
  expect(order.filter((one) => one === 'operation').length).toBeLessThan(4);
});
