// SOQL as the pretend Salesforce reads it: what it finds, and what it refuses with Salesforce's own codes.
import { startSalesforce, type RunningSalesforce } from '../../../../sandbox/vendors/salesforce/server';
import { ask } from '../../support/ask';
import { ACME, ANNA, BERT, CARLA, LENA, salesforceWorld, sf } from '../../support/salesforce-world';

let salesforce: RunningSalesforce;
beforeAll(async () => {
  salesforce = await startSalesforce({ world: salesforceWorld(), port: 0, limits: 'off' });
});
afterAll(() => salesforce.stop());

function query(soql: string, resource = 'query') {
  const headers = { authorization: `Bearer ${salesforce.openSession()}` };
  return ask(`${salesforce.url}/services/data/v66.0/${resource}?q=${encodeURIComponent(soql)}`, { headers });
}

describe.each([
  [`SELECT Id FROM Contact WHERE Email IN ('ANNA@example.com','lena@example.com')`, [ANNA]],
  [`SELECT Id FROM Contact WHERE Id = '${ANNA.slice(0, 15)}'`, [ANNA]],
  [`select id from contact where id in ('${BERT}') and lastname = 'BERT'`, [BERT]],
  [`SELECT Id FROM Contact WHERE HubSpot_Id__c = 'AB-9\\''`, [BERT]],
  [`SELECT Id FROM Contact WHERE Phone LIKE '%9_1820%'`, [ANNA, BERT, sf('Contact', 506)]],
  [`SELECT Id FROM Contact WHERE LastName LIKE 'Closing' OR (FirstName = 'Anna' AND HasOptedOutOfEmail = TRUE)`, [ANNA, CARLA]],
  [`SELECT Id FROM Contact WHERE AccountId = '${ACME}' AND (NOT Email = 'info@acme.example') ORDER BY CreatedDate DESC`, [CARLA, ANNA]],
  [`SELECT Id FROM Contact WHERE Account.Name = 'acme gmbh' AND FirstName != null ORDER BY Id LIMIT 1 OFFSET 1`, [CARLA]],
  [`SELECT Id FROM Contact WHERE CreatedDate < 2024-12-31T00:00:00Z`, [ANNA]],
  [`SELECT Id FROM Contact WHERE Birthdate >= 1980-01-01`, [ANNA]],
  [`SELECT Id FROM Contact WHERE Newsletter_Count__c > 11.5`, [ANNA]],
  [`SELECT Id FROM Contact WHERE Id NOT IN ('${ANNA}') AND Title != null`, []],
  [`SELECT Id FROM Lead WHERE IsConverted = false`, [LENA]],
  [`SELECT Id FROM Account WHERE Id > '${ACME.slice(0, 15)}' ORDER BY Id`, [sf('Account', 802)]],
])('%s', (soql, ids) => {
  it('finds what it should', async () => {
    const { status, body } = await query(soql);
    expect(body).toMatchObject({ totalSize: ids.length, done: true, records: ids.map((Id) => ({ Id })) });
    expect(status).toBe(200);
  });
});

it('answers parents within a record, and children as lists of their own', async () => {
  const soql = `SELECT Id, Account.Name, Account.Owner.Name, (SELECT Subject FROM Cases), (SELECT Id FROM Tasks ORDER BY CreatedDate DESC LIMIT 1) FROM Contact WHERE Id = '${ANNA}'`;
  const { body } = await query(soql);
  expect(body).toMatchObject({
    records: [
      {
        attributes: { type: 'Contact', url: `/services/data/v66.0/sobjects/Contact/${ANNA}` },
        Account: { attributes: { type: 'Account' }, Name: 'Acme GmbH', Owner: { attributes: { type: 'User' }, Name: 'Otto Owner' } },
        Cases: { totalSize: 1, done: true, records: [{ attributes: { type: 'Case' }, Subject: 'It does not work' }] },
        Tasks: { totalSize: 1, records: [{ Id: sf('Task', 1005) }] },
      },
    ],
  });
  const bert = `SELECT Account.Name, (SELECT Id FROM Tasks) FROM Contact WHERE Id = '${BERT}'`;
  expect((await query(bert)).body).toMatchObject({ records: [{ Account: null, Tasks: null }] });
});

it('keeps deleted records for queryAll', async () => {
  const soql = `SELECT Id, IsDeleted, MasterRecordId FROM Contact WHERE IsDeleted = TRUE ORDER BY Id`;
  expect((await query(soql)).body).toMatchObject({ totalSize: 0 });
  expect((await query(soql, 'queryAll')).body).toMatchObject({ records: [{ MasterRecordId: null }, { MasterRecordId: ANNA }] });
});

it('counts without rows', async () => {
  expect((await query('SELECT COUNT() FROM Account')).body).toEqual({ totalSize: 2, done: true, records: [] });
});

describe.each([
  ['MALFORMED_QUERY', `SELECT Id FROM Contact WHERE LastName = 'O'Brien'`],
  ['MALFORMED_QUERY', `SELECT Id FROM Contact WHERE LastName = 'open`],
  ['MALFORMED_QUERY', `SELECT Id FROM Contact WHERE LastName = 'a\\qb'`],
  ['MALFORMED_QUERY', `SELECT Id FROM Contact WHERE LastName = 'a\\_b'`],
  ['MALFORMED_QUERY', `SELECT Id FROM Contact WHERE LastName = 'two\nlines'`],
  ['MALFORMED_QUERY', `SELECT Id FROM Contact WHERE LastName = "double"`],
  ['MALFORMED_QUERY', `SELECT Id FROM Contact WHERE LastName = 'a' AND Email = 'b' OR Phone = 'c'`],
  ['MALFORMED_QUERY', `SELECT Id FROM Contact WHERE Email IN ()`],
  ['MALFORMED_QUERY', `SELECT Id, id FROM Contact`],
  ['MALFORMED_QUERY', `SELECT * FROM Contact`],
  ['MALFORMED_QUERY', `SELECT Id FROM Contact WHERE`],
  ['MALFORMED_QUERY', `SELECT Id FROM Contact LIMIT ten`],
  ['MALFORMED_QUERY', `SELECT Id FROM Contact WHERE Email IN ('${'x'.repeat(4_001)}')`],
  ['MALFORMED_QUERY', 'DELETE FROM Contact'],
  ['MALFORMED_QUERY', ' '],
  ['INVALID_FIELD', `SELECT Id, Shoe_Size__c FROM Contact`],
  ['INVALID_FIELD', `SELECT Id FROM Contact WHERE Shoe_Size__c = '44'`],
  ['INVALID_FIELD', `SELECT Id, Firm.Name FROM Contact`],
  ['INVALID_FIELD', `SELECT Id FROM Contact WHERE Newsletter_Count__c = '3'`],
  ['INVALID_FIELD', `SELECT Id FROM Opportunity WHERE CloseDate = '2026-06-01'`],
  ['INVALID_FIELD', `SELECT Id FROM Contact WHERE Birthdate > 2026-06-01T00:00:00Z`],
  ['INVALID_FIELD', `SELECT Id FROM Contact WHERE DoNotCall = 'true'`],
  ['INVALID_FIELD', `SELECT Id FROM Contact WHERE Description = 'long'`],
  ['INVALID_QUERY_FILTER_OPERATOR', `SELECT Id FROM Contact WHERE Id = '77'`],
  ['INVALID_QUERY_FILTER_OPERATOR', `SELECT Id FROM Contact WHERE Id = '${ANNA.slice(0, 15)}XXX'`],
  ['INVALID_QUERY_FILTER_OPERATOR', `SELECT Id FROM Contact WHERE Id LIKE '003%'`],
  ['INVALID_QUERY_FILTER_OPERATOR', `SELECT Id FROM Contact WHERE DoNotCall > TRUE`],
  ['INVALID_TYPE', `SELECT Id FROM Person`],
  ['INVALID_TYPE', `SELECT Id, (SELECT Id FROM Invoices) FROM Contact`],
  ['NUMBER_OUTSIDE_VALID_RANGE', `SELECT Id FROM Contact LIMIT 10 OFFSET 2001`],
])('%s for %s', (errorCode, soql) => {
  it('is refused', async () => {
    expect(await query(soql)).toMatchObject({ status: 400, body: [{ errorCode }] });
  });
});
