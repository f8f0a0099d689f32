// GraphQL over HTTP, as its working group has it audited: https://graphql.github.io/graphql-over-http. Cross-site requests stay
// refused throughout, which is why some of what a server MAY do is not done.
import { auditServer, type AuditResult } from 'graphql-http';
import { startSmallGraph, type SmallGraph } from './small-graph';

let graph: SmallGraph;
let results: AuditResult[];
beforeAll(async () => {
  graph = await startSmallGraph();
  results = await auditServer({ url: `${graph.url}/graphql` });
});
afterAll(() => graph.close());

const failuresOf = (level: string): string[] =>
  results.flatMap((result) =>
    result.status !== 'ok' && result.name.startsWith(level) ? [`${result.id} ${result.name}: ${result.reason}`] : [],
  );

test('what a server must do is done', () => {
  expect(results.some(({ name }) => name.startsWith('MUST'))).toBe(true);
  expect(failuresOf('MUST')).toEqual([]);
});

test('what a server should do is done', () => {
  expect(failuresOf('SHOULD')).toEqual([]);
});

test('of all audits no more fail than are known to', () => {
  const kept = results.filter(({ status }) => status === 'ok').length;
  console.log(`GraphQL over HTTP: ${kept} of ${results.length} audits\n${failuresOf('').join('\n')}`);
  expect(results.length).toBeGreaterThanOrEqual(61);
  expect(results.length - kept).toBeLessThanOrEqual(3);
});
