// Custom fields of Salesforce: which record is asked for which, once each, and what becomes of an org that cannot be asked at start.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hasField } from '../../../../../platform/domain/custom-fields';
import { valueAt } from '../../../../../platform/record';
import { startSalesforce, type RunningSalesforce } from '../../../../../sandbox/vendors/salesforce/server';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { salesforce } from '../../../../../subgraphs/crm/vendors/salesforce';
import { readFields, type Describe } from '../../../../../subgraphs/crm/vendors/salesforce/fields';
import { ACME, ANNA, LENA, salesforceWorld } from '../../../../sandbox/support/salesforce-world';
import { testCall } from '../../../../support/call';
import { by, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { org } from './rows';
import { account, contact, lead, settingsOf } from './salesforce-source';

let server: RunningSalesforce;
let connector: CrmConnector;
beforeAll(async () => {
  server = await startSalesforce({ world: salesforceWorld(), port: 0, limits: 'off' });
});
afterAll(() => server.stop());
afterEach(() => server.faults.clear());

async function connect(paths: readonly string[], more: Record<string, string> = {}): Promise<void> {
  connector = await startConnector(salesforce, settingsOf(server, { EXTERNAL_ID: '', CUSTOM_FIELDS: '', ...more }), paths);
}
async function rawOf(...ids: string[]) {
  const found = await valuesOf(
    connector.find(
      ids.map((id) => by('id', id)),
      testCall(),
    ),
  );
  return found.map(([record]) => record?.raw ?? null);
}
const described = () => server.calls().flatMap(({ path }) => /sobjects\/(\w+)\/describe$/.exec(path)?.[1] ?? []);

const ORG: Readonly<Record<string, readonly string[]>> = {
  Contact: ['Id', 'Title', 'Tier__c', 'MailingAddress', 'Score__c'],
  Lead: ['Id', 'Title', 'Score__c'],
  Account: ['Id', 'Name', 'Tier__c', 'Industry'],
};
const describeOrg: Describe = (object) => Promise.resolve(ORG[object] ?? []);
const askedFor = (further: readonly string[], paths: readonly string[]) => readFields(org, describeOrg, further, paths)(testCall());

describe('what is asked for', () => {
  it('are fields that the object has, once each, whatever asks for them', async () => {
    const own = await askedFor([], []);
    const asked = await askedFor(['tier__c'], ['Tier__c', 'Title', 'Title', 'Score__c', 'Nothing__c', 'Account.Name', 'Industry']);
    expect(asked.Contact).toEqual([...own.Contact, 'tier__c', 'Score__c']);
    expect(asked.Lead).toEqual([...own.Lead, 'Score__c']);
    expect(asked.Account).toEqual([...own.Account, 'Tier__c']);
  });

  it('are whole compound fields, and of a contact’s account single ones', async () => {
    const own = await askedFor([], []);
    const asked = await askedFor([], ['MailingAddress.city', 'Account.Tier__c', 'Account.Nothing__c']);
    expect(asked.Contact).toEqual([...own.Contact, 'MailingAddress', 'Account.Tier__c']);
    expect([asked.Lead, asked.Account]).toEqual([own.Lead, own.Account]);
  });
});

describe('on their way', () => {
  afterEach(async () => connector.close?.());

  it('answers them of contacts, leads and accounts, and of whom is listed', async () => {
    await connect(['Loyalty_Tier__c', 'Account.Phone', 'SystemModstamp']);
    const [anna, lena, acme] = await rawOf(contact(ANNA), lead(LENA), account(ACME));
    expect(anna).toMatchObject({ Loyalty_Tier__c: 'gold', Account: { Phone: '+49 30 901800', Name: 'Acme GmbH' } });
    for (const raw of [anna, lena, acme]) expect(valueAt(raw ?? null, 'SystemModstamp')).toMatch(/^20/);
    const { records = [] } = (await connector.people?.({ organizations: [account(ACME)] }, 5, testCall())) ?? {};
    expect(Object.fromEntries(records.map(({ record }) => [record.id, valueAt(record.raw, 'Loyalty_Tier__c')]))).toMatchObject({
      [contact(ANNA)]: 'gold',
    });
  });

  it('describes each object once, for the check of its own settings too', async () => {
    server.resetCalls();
    await connect(['Loyalty_Tier__c'], { CUSTOM_FIELDS: 'Newsletter_Count__c' });
    expect(described()).toEqual(['Contact']);
    const fields = (await connector.fields?.(testCall())) ?? [];
    await rawOf(contact(ANNA));
    expect(described().sort()).toEqual(['Account', 'Contact', 'Lead']);
    expect(hasField(fields, 'Account.Industry') && hasField(fields, 'ConvertedContactId') && hasField(fields, 'NumberOfEmployees')).toBe(
      true,
    );
    expect(hasField(fields, 'loyalty_tier__c') || hasField(fields, 'Account.Loyalty_Tier__c')).toBe(false);
  });

  it('describes nothing where no custom field is configured', async () => {
    server.resetCalls();
    await connect([]);
    await rawOf(contact(ANNA));
    expect(described()).toEqual([]);
  });

  it('asks an org that was not there at start with the first question', async () => {
    server.faults.set({ mode: '503' });
    await connect(['Loyalty_Tier__c']);
    await expect(connector.fields?.(testCall())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await expect(rawOf(contact(ANNA))).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    server.faults.clear();
    expect(await rawOf(contact(ANNA))).toMatchObject([{ Loyalty_Tier__c: 'gold' }]);
  });

  it('is denied, not broken, where its user may not read an object', async () => {
    const refusing = createServer((request, response) => {
      const fault = [{ errorCode: 'INVALID_TYPE', message: "sObject type 'Lead' is not supported." }];
      const body = request.url?.endsWith('/token') === true ? { access_token: 'a' } : { compositeResponse: [part(400, fault)] };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    const { port } = refusing.address() as AddressInfo;
    const URL = `http://127.0.0.1:${port}`;
    connector = await startConnector(salesforce, { URL, CLIENT_ID: 'a', CLIENT_SECRET: 'b' });
    const found = await connector.find([by('id', lead(LENA))], testCall()).catch((error: unknown) => error);
    refusing.close().closeAllConnections();
    expect(found).toMatchObject({ code: 'UPSTREAM_DENIED' });
    expect(connector.scopes).toMatchObject({ find: expect.stringContaining('Read on Contacts, Leads and Accounts') });
  });
});

function part(httpStatusCode: number, body: unknown) {
  return { body, httpHeaders: {}, httpStatusCode, referenceId: 'query0' };
}
