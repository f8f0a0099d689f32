// docs/operations.md and the rules for alarms, held to what a real gateway exports: each name stands there, and no name that is not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startGraph, WITHOUT_ENGINE, type Graph } from '../support/graph';
import { readMetrics, type Metrics } from '../support/metrics';

const DOCS = join(__dirname, '..', '..', 'docs');
const NAME = /\b(?:customer_graph|nodejs|process)_[a-z0-9_]+[a-z0-9]\b/g;

let graph: Graph;
let metrics: Metrics;
beforeAll(async () => {
  // One source that takes webhooks, and processes switched on: there are metrics for them.
  const source = { CRM_SOURCES: 'hubspot', HUBSPOT_TOKEN: 'none', HUBSPOT_WEBHOOK_SECRET: 'none', PROCESSES: 'on' };
  graph = await startGraph(source, 'in process', WITHOUT_ENGINE);
  metrics = await readMetrics(`${graph.url}/metrics`);
});
afterAll(() => graph.close());

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

it('the page has a line for every metric that is exported, and for no other', () => {
  const rows = readFileSync(join(DOCS, 'operations.md'), 'utf8')
    .split('\n')
    .flatMap((line) => (line.startsWith('| `') ? [line.split('|')[1] ?? ''] : []));
  const told = rows.flatMap((row) => row.match(NAME) ?? []);
  expect(told.length).toBeGreaterThan(40);
  expect(sorted(told)).toEqual(sorted(metrics.named.keys()));
});

it('alarms look at metrics that are exported, by labels that they have', () => {
  const { groups }: { groups: { rules: { alert: string; expr: string }[] }[] } = parse(
    readFileSync(join(DOCS, 'alerts.rules.yml'), 'utf8'),
  );
  const expressions = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  expect(expressions.length).toBeGreaterThan(8);
  for (const expression of expressions) {
    for (const name of expression.match(NAME) ?? []) expect([...metrics.named.keys()]).toContain(name.replace(/_(bucket|sum|count)$/, ''));
  }
});

it('says in words what each is, and counts in base units', () => {
  for (const [name, { help, type }] of metrics.named) {
    if (!name.startsWith('customer_graph_')) continue;
    expect([name, help]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/)]);
    expect([name, type === 'counter']).toEqual([name, name.endsWith('_total')]);
    expect(name).not.toMatch(/_(ms|milliseconds|percent)(_|$)/);
  }
});
