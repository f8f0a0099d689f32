// What an operator sees of a real graph on the sandbox: the same numbers as the cost reports of the very requests, and nothing of a person.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { readMetrics } from '../support/metrics';

jest.setTimeout(60_000);
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: true, limits: 'off' });
});
afterAll(() => sandbox.stop());

it('shows', async () => {
  const graph: Graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full' }, 'in process');
  const q = `query ($email: String!) { customer(email: $email) { id crm { owner { name } } support { openTickets } billing { balance { amount } } } }`;
  const a = await graph.ask(q, { email: 'ada.mensah@copperfield-foods.example.com' }, { 'x-customer-graph-report': 'on' });
  console.log(JSON.stringify(a.extensions));
  const m = await readMetrics(`${graph.url}/metrics`);
  console.log(m.text);
  await graph.close();
});
