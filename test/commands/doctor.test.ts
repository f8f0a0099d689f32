// The built doctor as a person runs it, on pretend systems that are well, and then each ill in its own way: the line names what is
// wrong and what to do, and no line holds a secret or a person.
import { canariesOf } from '../../sandbox/canaries';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { FIRST_CUSTOMER } from '../../sandbox/world/showcase/ada';
import { SANDBOX_SOURCES } from '../support/graph';
import { startProgram } from '../support/program';

jest.setTimeout(90_000);

let sandbox: Sandbox;
let well: Record<string, string>;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: true, limits: 'off' });
  expect(sandbox.postgresFault).toBeNull();
  well = { ...sandbox.env, ...SANDBOX_SOURCES, ...canariesOf(sandbox.world) };
});
afterAll(() => sandbox.stop());
afterEach(() =>
  [sandbox.hubspot, sandbox.zendesk, sandbox.shopify, sandbox.stripe, sandbox.klaviyo].forEach(({ faults }) => faults.clear()),
);

async function doctor(env: Record<string, string>, args: string[] = []) {
  const program = startProgram('commands/doctor.js', { env, args });
  try {
    const code = await program.ended;
    const text = program.stdout() + program.stderr();
    for (const secret of [sandbox.hubspot.env['HUBSPOT_TOKEN'], FIRST_CUSTOMER.email, FIRST_CUSTOMER.phone, 'mensah', 'canary-7731']) {
      expect(text.toLowerCase()).not.toContain(String(secret).toLowerCase());
    }
    expect(program.stderr()).toBe('');
    return { code, lines: program.stdout().trim().split('\n'), stdout: program.stdout() };
  } finally {
    await program.stop();
  }
}

const faultsIn = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('✘'));

it('finds nothing where all is well', async () => {
  const { code, lines } = await doctor(well);
  expect(faultsIn(lines)).toEqual([]);
  expect(code).toBe(0);
  for (const source of ['hubspot', 'zendesk', 'shopify', 'stripe', 'klaviyo']) {
    expect(lines).toContain(`✔ ${source}: answers, and takes the credentials`);
    expect(lines).toContain(`✔ ${source}: has the same time as this machine`);
    expect(lines).toContain(`✔ ${source}: finds its canary by id`);
    expect(lines).toContain(`✔ ${source}: finds its canary by email`);
  }
  expect(lines).toContain('✔ sql: finds its canary by email');
  expect(lines).toContain('✔ hubspot: lets us read search, deals, activities, owners, companies, closingDeals');
  expect(lines).toContain('✔ zendesk: lets us read search, tickets, comments, openTickets');
  expect(lines).toContain('✔ shopify: lets us read search, orders, contents');
  expect(lines).toContain('✔ stripe: lets us read search, invoices, subscriptions, payments, overdue');
  expect(lines).toContain('✔ klaviyo: lets us read engagement, segments, lists, audiences');
  expect(lines).toContain('– zendesk: look-up by externalId was not checked: ZENDESK_CANARY names none');
  expect(lines).toContainEqual(expect.stringMatching(/^✔ shopify: has \d+ % of its rate limit left$/));
  expect(lines).toContain('– stripe: does not tell what is left of its rate limit');
  expect(lines).toContain('– hubspot: could tell of changes, and does not. Set HUBSPOT_WEBHOOK_SECRET (docs/events.md)');
  expect(lines).toContainEqual(expect.stringMatching(/^✔ hubspot: offers createContact, .*updateContact; whether the key/));
  expect(lines).toContain('– sql: offers billing nothing that processes could do in it');
  expect(lines.find((line) => line.includes('redis'))).toMatch(/^– redis: is not configured/);
  expect(lines.at(-1)).toBe('No fault.');
});

describe('names what is wrong and what to do', () => {
  it.each<[string, () => void, unknown[]]>([
    [
      'a key that is refused',
      () => sandbox.hubspot.faults.set({ mode: '401' }),
      [
        '✘ hubspot: refuses the credentials. Check the settings that begin with HUBSPOT_: is the key whole, still valid and of this account?',
      ],
    ],
    [
      'a right that lacks',
      () => sandbox.hubspot.faults.set({ mode: '403', path: '/crm/v3/owners' }),
      ['✘ hubspot: refuses to let us read owners. Give the key the right: crm.objects.owners.read'],
    ],
    [
      'a right that lacks where the vendor says so with 200',
      () => sandbox.shopify.faults.set({ mode: '403', asked: 'query Contents' }),
      ['✘ shopify: refuses to let us read contents. Give the key the right: read_orders, read_returns'],
    ],
    [
      'a clock that is wrong',
      () => sandbox.klaviyo.faults.set({ mode: 'clock', seconds: -300 }),
      [
        expect.stringMatching(
          /^✘ klaviyo: has its clock (299|300|301) s behind this machine's\. Let this machine set its clock by NTP; if only this source differs, the clock is theirs$/,
        ),
      ],
    ],
    [
      'a system that is gone',
      () => sandbox.stripe.faults.set({ mode: 'dead' }),
      [
        expect.stringMatching(/^✘ stripe: cannot be reached, or is broken\. Try its address from this machine/),
        expect.stringMatching(/^✘ stripe: search: cannot be reached/),
        expect.stringMatching(/^✘ stripe: overdue: cannot be reached/),
      ],
    ],
    [
      'a canary that is gone',
      () => sandbox.klaviyo.faults.set({ mode: 'blank', path: '/api/profiles' }),
      ['id', 'email', 'phone'].map((by): unknown =>
        expect.stringMatching(
          new RegExp(`^✘ klaviyo: look-up by ${by} finds nothing, nor does any other way: is the canary record still there\\?`),
        ),
      ),
    ],
    [
      'a look-up that minds capitals',
      () => sandbox.zendesk.faults.set({ mode: 'blank', asked: 'ADA.MENSAH' }),
      [
        '✘ zendesk: look-up by email misses an address that is written in another case. Until it works again nobody is looked up by email. Look for ZENDESK_CANARY in the system itself: is it there, and as configured?',
      ],
    ],
  ])('of %s', async (_, fall, expected) => {
    fall();
    const { code, lines } = await doctor(well);
    expect(faultsIn(lines)).toEqual(expected);
    expect(lines.at(-1)).toBe(expected.length === 1 ? 'One fault.' : `${expected.length} faults.`);
    expect(code).toBe(1);
  });

  it('of the settings, Redis, PostgreSQL and a subgraph elsewhere, as JSON', async () => {
    const { code, stdout } = await doctor(
      {
        ...{ CRM_SOURCES: 'hubspot', HUBSPOT_URL: 'canary-7731', HUBSPOT_CANARY: 'email:canary-7731', SUPPORT_SOURCES: 'zendesk' },
        ...{ ZENDESK_URL: sandbox.zendesk.url, ZENDESK_EMAIL: 'a@example.com', ZENDESK_TOKEN: 'canary-7731' },
        ZENDESK_CANARY: 'email:canary-7731, mail:canary-7731@example.com,externalId:hubspot:contact:501,id:intercom:contact:1,phone:+49',
        ...{ BILLING_SUBGRAPH_URL: 'http://127.0.0.1:1/graphql' },
        ...{ REDIS_URL: 'redis://:canary-7731@127.0.0.1:1', CACHE_KEYS: `a:${Buffer.alloc(32, 7).toString('base64')}` },
        ...{ DATABASE_URL: 'postgres://canary-7731:canary-7731@127.0.0.1:1/canary-7731' },
      },
      ['--json'],
    );
    expect(code).toBe(1);
    const { ok, lines } = JSON.parse(stdout) as {
      ok: boolean;
      lines: { state: string; subject: string; says: string; todo: string | null }[];
    };
    expect(ok).toBe(false);
    const faults = lines.filter(({ state }) => state === 'fault').map(({ subject, says }) => `${subject}: ${says}`);
    expect(faults.sort()).toEqual([
      'billing: cannot be reached',
      'configuration: HUBSPOT_TOKEN: is required',
      'configuration: HUBSPOT_URL: is no valid url',
      'configuration: ZENDESK_CANARY: item 1 is no email address',
      'configuration: ZENDESK_CANARY: item 2 begins with none of id:, externalId:, email:, phone:',
      'configuration: ZENDESK_CANARY: item 3 cannot be looked up: zendesk finds nobody by externalId',
      'configuration: ZENDESK_CANARY: item 4 is no record of zendesk: its id begins with zendesk:',
      'configuration: ZENDESK_CANARY: item 5 is no phone number: use the international form',
      'postgresql: cannot be used: ECONNREFUSED',
      'redis: cannot be reached',
      'zendesk: refuses the credentials',
    ]);
  });

  it('of nothing configured, and what it did not try for want of a canary', async () => {
    expect(await doctor({})).toMatchObject({
      code: 1,
      lines: expect.arrayContaining([expect.stringMatching(/^✘ configuration: names no source/)]),
    });
    const { code, lines } = await doctor({
      ...well,
      ...Object.fromEntries(Object.keys(well).flatMap((name) => (name.endsWith('_CANARY') ? [[name, '']] : []))),
    });
    expect(faultsIn(lines)).toEqual([]);
    expect(code).toBe(0);
    expect(lines).toContain('– zendesk: support reads of one record were not tried. Set ZENDESK_CANARY');
    expect(lines).toContain('– zendesk: look-up by email was not checked: ZENDESK_CANARY names none');
    expect(lines).toContain('✔ zendesk: lets us read search, openTickets');
  });

  it('of a database whose tables were never made', async () => {
    const { lines } = await doctor({ ...well, DATABASE_URL: sandbox.env['SQL_URL'] ?? '' });
    expect(faultsIn(lines)).toEqual([
      '✘ postgresql: lacks tables of ours. Run npm run state:migrate with a role that may make tables; where ours may, the start does it',
    ]);
  });
});
