// Operations are compiled once, and kept within bounds.
import { parse } from 'graphql';
import { createExecutor } from '../../../gateway/execution/executor';
import { createGraph } from '../../../gateway/execution/graph';
import { fetchNode, graphOf, journeyOver } from './given-graph';

function open() {
  let plans = 0;
  const { api, full } = graphOf();
  const plan = () => {
    plans += 1;
    return { ...fetchNode, operation: '{shop{name}}' };
  };
  const names = { all: new Set<string>(), requiredWithArguments: new Set<string>() };
  const executor = createExecutor(createGraph(api, full, { name: 'given', plan }), names);
  const compile = (text: string, operationName: string | null = null, documentId = text) =>
    executor.compile({ document: parse(text), documentId, operationName });
  return { executor, compile, planned: () => plans };
}

test('an operation is compiled once, however it is laid out', () => {
  const { compile, planned, executor } = open();
  const operation = compile('{ shop { name } }');
  expect(compile('{ shop { name } }')).toBe(operation);
  expect(compile('{shop{name}}')).toBe(operation);
  expect(planned()).toBe(1);
  expect(executor.size).toBe(1);
});

test('each operation of a document is another', () => {
  const { compile } = open();
  const text = 'query A { shop { name } } query B { s: shop { name } }';
  expect([...compile(text, 'A').asked.keys()]).toEqual(['shop']);
  expect([...compile(text, 'B').asked.keys()]).toEqual(['s']);
});

test('what is kept is bounded', () => {
  const { compile, executor } = open();
  const first = compile('{ a: shop { name } }');
  for (let index = 0; index < 1_001; index += 1) compile(`{ a${index}: shop { name } }`);
  expect(executor.size).toBe(1_000);
  expect(compile('{ a: shop { name } }')).not.toBe(first);
});

test('an answer has data, and errors where there are any', async () => {
  const { compile, executor } = open();
  const operation = compile('{ shop { name } }');
  const fine = journeyOver({}, () => ({ data: { shop: { name: 'House' } } }));
  expect(await executor.execute(operation, {}, fine.journey.environment)).toEqual({ data: { shop: { name: 'House' } } });
  const lost = journeyOver({}, () => Promise.reject(new Error('lost')));
  const { data, errors } = await executor.execute(operation, {}, lost.journey.environment);
  expect(data).toEqual({ shop: null });
  expect(errors).toHaveLength(1);
});

test('variables that are wrong are all that is told', async () => {
  const { compile, executor } = open();
  const { journey, sent } = journeyOver({}, () => ({ data: {} }));
  const answer = await executor.execute(compile('query($id: ID!) { product(id: $id) { name } }'), {}, journey.environment);
  expect(Object.keys(answer)).toEqual(['errors']);
  expect(sent).toEqual([]);
});
