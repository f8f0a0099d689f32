// What a question would cost, told before it is asked: the plan, and what each fetch would read of which source. Held to what the
// questions then do read. In process and remote, and no vendor hears of it.
import { readQuestions, type Question } from '../../gateway/explorer/questions';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { organisationToTry } from '../../sandbox/world/organisation-to-try';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(120_000);

interface Read {
  source: string;
  read: string;
  callsAtLeast: number;
  cacheMode: string;
  keptSeconds: number | null;
}
interface Plan {
  planner: string;
  plan: { id: number; subgraph: string; asks: string; after: number[]; reads: Read[] | null }[];
}
interface Report {
  sources: Record<string, { calls: number }>;
}

const ADA = { id: 'hubspot:contact:501', email: 'ada.mensah@copperfield-foods.example.com', phone: '+442079460501' };

let sandbox: Sandbox;
let questions: Question[];
beforeAll(async () => {
  sandbox = await startSandbox({ people: 100, postgres: true, limits: 'off' });
  questions = await readQuestions({
    ...ADA,
    audience: `klaviyo:segment:${sandbox.world.marketing.segments[0]?.id}`,
    organization: organisationToTry(sandbox.world) ?? undefined,
  });
});
afterAll(() => sandbox.stop());

describe.each(['in process', 'remote'] as const)('explained, %s', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full', ZENDESK_CACHE_MODE: 'links' }, deployment);
  });
  afterAll(() => graph.close());

  async function explain(query: string, variables: Question['variables'] = {}): Promise<Plan> {
    const { data, extensions } = await graph.ask(query, variables, { 'x-customer-graph-explain': 'on' });
    expect(data).toBeNull();
    return extensions?.customerGraph as unknown as Plan;
  }

  it('a fetch names the sources it would read, at how many calls at least, and what would be kept', async () => {
    const { planner, plan } = await explain(
      'query ($phone: String!) { customer(phone: $phone) { displayName billing { invoices(first: 3) { nodes { id } } } support { openTickets } } }',
      { phone: ADA.phone },
    );
    expect(planner).toBe('apollo');
    const readsOf = (subgraph: string): Read[] => plan.find((one) => one.subgraph === subgraph)?.reads ?? [];
    expect(readsOf('customer')).toContainEqual(expect.objectContaining({ source: 'hubspot', read: 'find', callsAtLeast: 1 }));
    expect(readsOf('customer')).toContainEqual(expect.objectContaining({ source: 'zendesk', read: 'find', callsAtLeast: 0 }));
    expect(
      readsOf('billing')
        .map(({ source, read }) => `${source} ${read}`)
        .sort(),
    ).toEqual(['sql find', 'sql invoices', 'stripe find', 'stripe invoices']);
    expect(readsOf('billing').every(({ cacheMode, keptSeconds }) => cacheMode === 'full' && Number(keptSeconds) > 0)).toBe(true);
    // Of this source only the links are kept, and tickets are none.
    expect(readsOf('support')).toContainEqual(
      expect.objectContaining({ source: 'zendesk', read: 'tickets', callsAtLeast: 1, cacheMode: 'links', keptSeconds: null }),
    );
  });

  it('no source is asked for it', async () => {
    const { extensions } = await graph.ask('query ($id: ID!) { customer(id: $id) { crm { owner { name } } } }', ADA, {
      'x-customer-graph-explain': 'on',
      'x-customer-graph-report': 'on',
    });
    expect((extensions?.customerGraph as unknown as Report | undefined)?.sources).toEqual({});
  });

  it('what is then read was foretold, question by question', async () => {
    const surprises: string[] = [];
    for (const { name, query, variables } of questions) {
      const { plan } = await explain(query, variables);
      const foretold = new Set(plan.flatMap(({ reads }) => (reads ?? []).map(({ source }) => source)));
      const { extensions } = await graph.ask(query, variables, { 'x-customer-graph-report': 'on' });
      const { sources } = extensions?.customerGraph as unknown as Report;
      for (const [source, { calls }] of Object.entries(sources))
        if (calls > 0 && !foretold.has(source)) surprises.push(`${name}: ${source}`);
    }
    expect(questions.length).toBeGreaterThanOrEqual(10);
    expect(surprises).toEqual([]);
  });
});
