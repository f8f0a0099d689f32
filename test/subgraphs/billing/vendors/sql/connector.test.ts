// What is the SQL connector’s own: statements, injection, timeouts, faulty rows, and how it starts.
import { ConfigError, UpstreamError } from '../../../../../platform/errors';
import type { BillingConnector } from '../../../../../subgraphs/billing/contract';
import { testCall } from '../../../../support/call';
import { MAPPING, startHouse, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

describe('the sql connector', () => {
  const opened: BillingConnector[] = [];
  async function open(options?: Parameters<House['connect']>[0]): Promise<BillingConnector> {
    const connector = await house.connect(options);
    opened.push(connector);
    return connector;
  }
  afterAll(() => Promise.all(opened.map(async (connector) => connector.close?.())));

  const ada = [{ by: 'email', value: 'ada@example.com' }] as const;

  it('asks for ids, addresses and numbers together in one statement', async () => {
    const call = testCall();
    const connector = await open();
    const answers = await connector.find(
      [
        ...ada,
        { by: 'phone', value: '+493023125001' },
        { by: 'id', value: 'sql:customer:4' },
        { by: 'externalId', value: 'hubspot:contact:501' },
      ],
      call,
    );
    expect(answers.map((records) => (records instanceof Error ? records : records.map(({ id }) => id)))).toEqual([
      ['sql:customer:1'],
      ['sql:customer:2'],
      ['sql:customer:4'],
      ['sql:customer:1'],
    ]);
    expect(call.sentCount).toBe(1);
  });

  it('follows rows that were merged into others, from either side', async () => {
    await house.run('update person set rep = 4 where no = 2; update person set rep = 4 where no = 4');
    const connector = await open({ mapping: MAPPING.replace('customers:', 'customers:\n  movedTo: rep') });
    const call = testCall();
    const [old, storing, survivor] = await connector.find(
      [
        { by: 'id', value: 'sql:customer:2' },
        { by: 'externalId', value: 'sql:customer:4' },
        { by: 'id', value: 'sql:customer:4' },
      ],
      call,
    );
    expect(old).toMatchObject([{ movedTo: 'sql:customer:4', externalIds: ['sql:customer:4'] }]);
    expect(storing).toEqual(old);
    // A row that names itself is where it always was.
    expect(survivor).toMatchObject([{ movedTo: null, externalIds: [] }]);
    expect(call.sentCount).toBe(1);
  });

  it('marks a number with an extension as shared, and a company behind a role mailbox as an organisation', async () => {
    const connector = await open();
    const [bob, firm] = await connector.find(
      [
        { by: 'id', value: 'sql:customer:2' },
        { by: 'id', value: 'sql:customer:5' },
      ],
      testCall(),
    );
    expect(bob).toMatchObject([{ phones: [{ value: '+493023125001', shared: true }], language: null }]);
    expect(firm).toMatchObject([{ kind: 'ORGANIZATION', company: 'Firm GmbH', language: 'de' }]);
  });

  it('shows the mapped columns as they are, and no others', async () => {
    const connector = await open({ mapping: MAPPING.replace('  externalIds:', '  raw: [lang]\n  externalIds:') });
    const [records] = await connector.find(ada, testCall());
    const raw = records instanceof Error ? records : records?.[0]?.raw;
    expect(raw).toMatchObject({ mail: 'Ada@Example.com ', tel: '+44 (0)20 7946 0001', lang: 'e', hubspot: '501' });
    expect(raw).not.toHaveProperty('secret');
  });

  it('reads cents, and an own balance', async () => {
    const connector = await open({
      mapping: MAPPING.replace('total: amount', 'total: { column: cents, divideBy: 100 }').replace('paid: paid so far', 'balance: amount'),
    });
    const [invoices] = await connector.invoices(['sql:customer:2'], testCall());
    expect(invoices).toMatchObject([{ total: '0.30', balance: '0.30' }]);
  });

  it('takes what looks like SQL for a value', async () => {
    const connector = await open();
    const attacks = [`'; drop table person; --`, `1 or 1=1`, `{1,2}`, `"`, `\\`, `$1`, `a\0b`, `1); delete from person; --`];
    const answers = await connector.find(
      attacks.flatMap((attack) => [
        { by: 'id' as const, value: `sql:customer:${attack}` },
        { by: 'email' as const, value: attack },
        { by: 'phone' as const, value: attack },
        { by: 'externalId' as const, value: `hubspot:contact:${attack}` },
      ]),
      testCall(),
    );
    expect(answers.every((answer) => Array.isArray(answer) && answer.length === 0)).toBe(true);
    expect(
      await connector.invoices(
        attacks.map((attack) => `sql:customer:${attack}`),
        testCall(),
      ),
    ).toEqual(attacks.map(() => []));
    expect(await house.run('select count(*)::int as count from person')).toEqual([{ count: 5 }]);
  });

  it('takes what looks like SQL in a mapping for a name, which does not exist', async () => {
    const mapping = MAPPING.replace('total: amount', `total: 'amount"; drop table person; --'`).replace(
      'table: person',
      `table: 'person; drop table person'`,
    );
    await expect(open({ mapping })).rejects.toThrow(ConfigError);
    expect(await house.run('select count(*)::int as count from person')).toEqual([{ count: 5 }]);
  });

  it('can change nothing, even as a user who may and whose URL says so', async () => {
    await house.run(`
      create function sneak() returns text language plpgsql as $$ begin insert into hidden values (1); return 'in'; end $$;
      create view writing as select *, sneak() as sneaked from person`);
    const url = new URL(house.adminUrl);
    url.searchParams.set('options', '-c default_transaction_read_only=off');
    const connector = await open({
      url: url.toString(),
      mapping: MAPPING.replace('table: person', 'table: writing').replace('company: firm', 'company: sneaked'),
    });
    await expect(connector.find(ada, testCall())).rejects.toMatchObject({
      code: 'UPSTREAM_CONTRACT',
      cause: { message: 'SQLSTATE 25006' },
    });
    expect(await house.run('select * from hidden')).toEqual([]);
  });

  it('gives up with its caller', async () => {
    const connector = await open();
    await house.run('begin; lock table person in access exclusive mode');
    try {
      const started = performance.now();
      const call = testCall(AbortSignal.timeout(50));
      await expect(connector.find(ada, call)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
      expect(performance.now() - started).toBeLessThan(1_000);
      expect(call).toMatchObject({ sentCount: 1, failedCount: 1 });
    } finally {
      await house.run('rollback');
    }
    expect(await connector.find(ada, testCall())).toMatchObject([[{ id: 'sql:customer:1' }]]);
  });

  it('ends a slow statement on the server too', async () => {
    await house.run(`create view slow as select *, pg_sleep(5)::text as nap from person; grant select on slow to reader`);
    const connector = await open({
      mapping: MAPPING.replace('table: person', 'table: slow').replace('company: firm', 'company: nap'),
      timeoutMs: 200,
    });
    const started = performance.now();
    await expect(connector.find(ada, testCall())).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT', source: 'sql' });
    expect(performance.now() - started).toBeLessThan(1_500);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await house.run(`select query from pg_stat_activity where application_name = 'customer-graph' and state = 'active'`)).toEqual(
      [],
    );
  });
});

describe('a row that breaks the contract', () => {
  const failing = { code: 'UPSTREAM_CONTRACT' };
  let connector: BillingConnector;
  beforeAll(async () => {
    await house.run(`
      create table dirty_person (id integer, mail text, since timestamptz);
      insert into dirty_person values (null, 'null@example.com', null), (1, 'good@example.com', null), (2, 'late@example.com', 'infinity');
      create table dirty_bill (id text, person integer, total numeric, cur text, state text, paid numeric, "on" date);
      insert into dirty_bill values ('nan', 1, 'NaN', 'EUR', 'OPEN', 0, null), ('null', 2, null, 'EUR', 'OPEN', 0, null),
        ('state', 3, 1, 'EUR', 'who knows', 0, null), ('currency', 4, 1, 'Euros', 'OPEN', 0, null), (null, 5, 1, 'EUR', 'OPEN', 0, null),
        ('paid', 6, 1, 'EUR', 'OPEN', null, null), ('date', 7, 1, 'EUR', 'OPEN', 0, 'infinity'), ('good', 8, 1, 'EUR', 'OPEN', 0, null);
      grant select on dirty_person, dirty_bill to reader`);
    connector = await house.connect({
      mapping: `
customers: { table: dirty_person, id: id, fields: { email: mail, createdAt: since } }
invoices:
  { table: dirty_bill, id: id, customer: person, fields: { total: total, currency: cur, status: state, paid: paid, issueDate: 'on' } }`,
    });
  });
  afterAll(() => connector.close?.());

  it('costs those who look for it, and nobody else', async () => {
    const emails = ['null@example.com', 'good@example.com', 'late@example.com'];
    const answers = await connector.find(
      emails.map((value) => ({ by: 'email', value })),
      testCall(),
    );
    expect(answers).toMatchObject([failing, [{ id: 'sql:customer:1' }], failing]);
  });

  it.each([
    ['an amount that is no number', 1],
    ['no amount', 2],
    ['a state that is none', 3],
    ['a currency that is none', 4],
    ['no id', 5],
    ['no word on what is paid', 6],
    ['a date at the end of time', 7],
  ])('is an error, never a silent null: %s', async (_name, customer) => {
    const [answer, good] = await connector.invoices([`sql:customer:${customer}`, 'sql:customer:8'], testCall());
    expect(answer).toBeInstanceOf(UpstreamError);
    expect(answer).toMatchObject(failing);
    expect(good).toMatchObject([{ id: 'sql:invoice:good' }]);
  });
});
