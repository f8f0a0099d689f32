// How the SQL connector starts: with every fault of file and tables named at once, and without its database.
import { ConfigError } from '../../../../../platform/errors';
import { createHttpFactory } from '../../../../../platform/http/factory';
import { sql } from '../../../../../subgraphs/billing/vendors/sql';
import { testCall } from '../../../../support/call';
import { startStatementCounter } from '../../../../support/statement-counter';
import { MAPPING, startHouse, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

describe('starting', () => {
  async function faultsOf(mapping: string): Promise<readonly string[]> {
    try {
      await (await house.connect({ mapping })).close?.();
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.faults;
      throw error;
    }
  }

  it('names every fault of file and tables at once', async () => {
    const faults = await faultsOf(
      MAPPING.replace('total: amount', 'total: amoumt')
        .replace(`issueDate: 'on'`, 'issueDate: state')
        .replace('cancelled: VOID', 'cancelled: GONE')
        .replace('taxId: vat', 'taxNumber: vat')
        .replace('email: [mail, mail2]', 'email: [mail, mail3]'),
    );
    expect(faults).toEqual([
      'SQL_MAPPING: customers.fields.taxNumber: is not a word of the mapping',
      'SQL_MAPPING: invoices.fields.status.values.cancelled: expected one of DRAFT, OPEN, PARTIALLY_PAID, PAID, VOID, UNCOLLECTIBLE',
      'SQL_MAPPING: customers.fields.email.1: table "person" has no column "mail3"; it has no, mail, mail2, tel, first, last, firm, street, town, zip, land, vat, lang, born, since, changed, hubspot, rep, secret',
      'SQL_MAPPING: invoices.fields.issueDate: table "public.Odd "Bill"" has "state" as text, which is not a date or timestamp',
      'SQL_MAPPING: invoices.fields.total: table "public.Odd "Bill"" has no column "amoumt"; it has id, person, state, cur, amount, paid so far, on, cents',
    ]);
  });

  it('does not know a table that this user may not read', async () => {
    const [fault] = await faultsOf(MAPPING.replace('table: person', 'table: hidden'));
    expect(fault).toMatch(/^SQL_MAPPING: customers\.table: there is no table "hidden" that this user may read; there is .*person/);
  });

  it('says which variable names no file, and not what it holds', async () => {
    const settings = { URL: house.readerUrl, MAPPING: '/nowhere/at-all.yml' };
    const starting = sql.start({
      source: 'house-two',
      settings,
      http: createHttpFactory({ source: 'x', timeoutMs: 1, connections: 1 }),
      phoneRegion: undefined,
    });
    const failure: unknown = await starting.catch((error: unknown) => error);
    expect(failure).toMatchObject({ faults: [expect.stringMatching(/^HOUSE_TWO_MAPPING: names no file/)] });
    expect(String(failure)).not.toContain('nowhere');
  });

  it('goes on without the database, and checks the mapping at the first use', async () => {
    const line = await startStatementCounter(house.readerUrl);
    line.set('cut');
    const good = await house.connect({ url: line.url });
    const bad = await house.connect({ url: line.url, mapping: MAPPING.replace('total: amount', 'total: amoumt') });
    const ada = [{ by: 'id', value: 'sql:customer:1' }] as const;
    try {
      const call = testCall();
      await expect(good.find(ada, call)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
      expect(call).toMatchObject({ sentCount: 1, failedCount: 1 });
      line.set('open');
      expect(await good.find(ada, testCall())).toMatchObject([[{ id: 'sql:customer:1' }]]);
      const failure: unknown = await bad.invoices(['sql:customer:1'], testCall()).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'UPSTREAM_CONTRACT', cause: { faults: [expect.stringContaining('"amoumt"')] } });
    } finally {
      await good.close?.();
      await bad.close?.();
      await line.stop();
    }
  });

  it('reports a wrong password as denied, and tells nobody what it was', async () => {
    const url = new URL(house.readerUrl);
    url.password = 'hunter2';
    const connector = await house.connect({ url: url.toString() });
    const failure: unknown = await connector.find([{ by: 'id', value: 'sql:customer:1' }], testCall()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'UPSTREAM_DENIED', message: 'sql refused our credentials' });
    expect(failure instanceof Error && String(failure.cause) + String(failure.stack)).not.toContain('hunter2');
    await connector.close?.();
  });

  it('waits no longer than its limit for a host that does not answer', async () => {
    const line = await startStatementCounter(house.readerUrl);
    line.set('silent');
    const started = performance.now();
    const connector = await house.connect({ url: line.url, timeoutMs: 200 });
    await expect(connector.invoices(['sql:customer:1'], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(performance.now() - started).toBeLessThan(2_000);
    await connector.close?.();
    await line.stop();
  });
});
