// Metrics of real processes: who has them at an address of its own, who at its own port, and that each tells of itself alone.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { ask } from '../support/ask';
import { readMetrics } from '../support/metrics';
import { startGatewayProgram, startProgram, type Program } from '../support/program';

jest.setTimeout(60_000);

let sandbox: Sandbox;
const programs: Program[] = [];
beforeAll(async () => {
  sandbox = await startSandbox({ people: 20, postgres: false, limits: 'off' });
});
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await sandbox.stop();
});

it('what concerns a vendor is told where its subgraph runs, what concerns requests by the gateway, both apart from the public', async () => {
  const secrets = Object.fromEntries(Object.entries(sandbox.env).filter(([name]) => name.startsWith('HUBSPOT_')));
  const env = { ...secrets, LOG_LEVEL: 'silent', CRM_SOURCES: 'hubspot', METRICS_PORT: '0' };
  const crm = startProgram('subgraphs/serve.js', { args: ['crm=0'], env });
  programs.push(crm);
  const [, address = ''] = await crm.said(/^crm (http:\S+\/graphql)$/m);
  const [, crmMetrics = ''] = await crm.said(/^metrics (http:\S+\/metrics)$/m);
  const { url, program } = await startGatewayProgram({
    NODE_ENV: 'production',
    AUTH: 'none',
    METRICS_PORT: '0',
    CRM_SUBGRAPH_URL: address,
  });
  programs.push(program);
  const [, metrics = ''] = await program.said(/^metrics (http:\S+\/metrics)$/m);

  const query = '{ customer(email: "ada.mensah@copperfield-foods.example.com") { id crm { lifecycleStage } } }';
  const { data, extensions } = await ask<{ customer: { id: string } }>(url, { query, headers: { 'x-customer-graph-report': 'on' } });
  expect(data.customer.id).toBe('hubspot:contact:501');
  const { hubspot } = extensions?.customerGraph?.['sources'] as Record<string, { calls: number }>;
  const [ofGateway, ofCrm] = [await readMetrics(metrics), await readMetrics(crmMetrics)];
  expect(ofGateway.value('customer_graph_report_calls_total', { source: 'hubspot' })).toBe(hubspot?.calls);
  expect(ofCrm.value('customer_graph_source_calls_total', { source: 'hubspot' })).toBe(hubspot?.calls);
  expect(ofGateway.series('customer_graph_source_calls_total')).toBe(0);
  expect(ofCrm.named.has('customer_graph_requests_total')).toBe(false);
  expect(ofGateway.value('customer_graph_subgraph_fetch_duration_seconds_count', { subgraph: 'crm', outcome: 'ok' })).toBeGreaterThan(0);
  // Without a bus there is nothing to say of it, rather than that it is broken.
  expect(ofCrm.series('customer_graph_cache_bus_joined')).toBe(0);
  for (const place of [`${url}/metrics`, address.replace('/graphql', '/metrics')]) expect((await fetch(place)).status).toBe(404);

  const port = new URL(metrics).port;
  const second = startProgram('gateway/main.js', {
    env: { PORT: '0', LOG_LEVEL: 'silent', METRICS_PORT: port, CRM_SUBGRAPH_URL: address },
  });
  programs.push(second);
  expect(await second.ended).toBe(1);
  expect(second.stderr()).toContain('METRICS_PORT: something else listens there already');
});

it('without a word about it they are at the gateway’s own port, and in production nowhere', async () => {
  const { url, program } = await startGatewayProgram({});
  programs.push(program);
  expect((await readMetrics(`${url}/metrics`)).named.has('customer_graph_requests_total')).toBe(true);
  const { url: production, program: other } = await startGatewayProgram({ NODE_ENV: 'production', AUTH: 'none' });
  programs.push(other);
  expect((await fetch(`${production}/metrics`)).status).toBe(404);
  expect((await fetch(`${production}/health/ready`)).status).toBe(200);
});
