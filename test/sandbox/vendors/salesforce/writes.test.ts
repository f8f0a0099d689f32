// What the pretend Salesforce does when it is written to: records made, changed and deleted by id, several as one deed, and what it refuses.
import { type RunningSalesforce, startSalesforce } from '../../../../sandbox/vendors/salesforce/server';
import type { Change } from '../../../../sandbox/changes';
import { ask } from '../../support/ask';
import { ACME, ANNA, BERT, BUSY, CARLA, LENA, salesforceWorld, sf } from '../../support/salesforce-world';

const DATA = '/services/data/v66.0';
const [OLGA, OTTO] = [sf('User', 71), sf('User', 72)];
let salesforce: RunningSalesforce;
let headers: Record<string, string>;
let changes: Change[];

beforeEach(async () => {
  salesforce = await startSalesforce({ world: salesforceWorld(), port: 0, limits: 'off' });
  headers = { authorization: `Bearer ${salesforce.openSession()}` };
  changes = [];
  salesforce.changes.onChange((change) => changes.push(change));
});
afterEach(() => salesforce.stop());

const send = (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
  ask(`${salesforce.url}${DATA}/${path}`, { method, headers: { ...headers, ...more }, ...(body === undefined ? {} : { body }) });
const post = (object: string, body: unknown) => send('POST', `sobjects/${object}`, body);
const patch = (object: string, id: string, body: unknown) => send('PATCH', `sobjects/${object}/${id}`, body);
const remove = (object: string, id: string) => send('DELETE', `sobjects/${object}/${id}`);
async function rows(soql: string, resource = 'query'): Promise<unknown[]> {
  const { body } = await send('GET', `${resource}?q=${encodeURIComponent(soql)}`);
  return (body as { records: unknown[] }).records;
}
const refusal = (errorCode: string, fields?: string[]) => ({
  status: 400,
  body: [fields === undefined ? { errorCode } : { errorCode, fields }],
});
const encoded = (text: string) => Buffer.from(text, 'utf8').toString('base64');

async function create(object: string, body: unknown): Promise<string> {
  const answer = await post(object, body);
  expect(answer).toMatchObject({ status: 201, body: { success: true, errors: [] } });
  const { id } = answer.body as { id: string };
  return id;
}

describe('tasks', () => {
  it('are made with what the org fills in, and read at once', async () => {
    const id = await create('Task', {
      whoid: ANNA.slice(0, 15),
      Subject: 'Call',
      Description: 'About the offer',
      ActivityDate: '2026-12-01',
    });
    expect(await rows(`SELECT Id, Status, Priority, OwnerId, AccountId, IsClosed FROM Task WHERE Id = '${id}'`)).toMatchObject([
      { Id: id, Status: 'Not Started', Priority: 'Normal', OwnerId: OLGA, AccountId: ACME, IsClosed: false },
    ]);
    expect(await rows(`SELECT Id FROM Task WHERE WhoId = '${ANNA}' AND Subject = 'Call'`)).toMatchObject([{ Id: id }]);
    expect((await patch('Task', id, { Status: 'Completed', OwnerId: OTTO })).status).toBe(204);
    expect(await rows(`SELECT IsClosed, OwnerId FROM Task WHERE Id = '${id}'`)).toMatchObject([{ IsClosed: true, OwnerId: OTTO }]);
    expect(changes).toEqual([
      { type: 'Task', id, what: 'created' },
      { type: 'Task', id, what: 'updated' },
    ]);
  });

  it('go into the recycle bin, once', async () => {
    const id = sf('Task', 1005);
    expect(await remove('Task', id)).toMatchObject({ status: 204, body: null });
    expect(await remove('Task', id)).toMatchObject({ status: 404, body: [{ errorCode: 'ENTITY_IS_DELETED', fields: [] }] });
    expect(await patch('Task', id, { Subject: 'x' })).toMatchObject({ status: 404, body: [{ errorCode: 'ENTITY_IS_DELETED' }] });
    expect(await rows(`SELECT Id FROM Task WHERE Id = '${id}'`)).toEqual([]);
    expect(await rows(`SELECT IsDeleted FROM Task WHERE Id = '${id}'`, 'queryAll')).toMatchObject([{ IsDeleted: true }]);
    expect(changes).toEqual([{ type: 'Task', id, what: 'deleted' }]);
  });

  it.each([
    ['another record as a person', { WhoId: ACME }, refusal('FIELD_INTEGRITY_EXCEPTION', ['WhoId'])],
    ['somebody who never was', { WhoId: sf('Contact', 999) }, refusal('INVALID_CROSS_REFERENCE_KEY', ['WhoId'])],
    ['somebody in the recycle bin', { WhoId: sf('Contact', 503) }, refusal('ENTITY_IS_DELETED', ['WhoId'])],
    ['what is no id', { OwnerId: 'Olga' }, refusal('MALFORMED_ID', ['OwnerId'])],
    ['no owner', { OwnerId: null }, refusal('INVALID_CROSS_REFERENCE_KEY', ['OwnerId'])],
    ['a subject that is too long', { Subject: 'x'.repeat(256) }, refusal('STRING_TOO_LONG', ['Subject'])],
    ['what is no day', { ActivityDate: '2026-12-01T09:00:00Z' }, refusal('JSON_PARSER_ERROR')],
    ['a number for a text', { Subject: 7 }, refusal('JSON_PARSER_ERROR')],
    ['a field that there is not', { Colour: 'red' }, refusal('INVALID_FIELD')],
    ['its own id', { Id: sf('Task', 9) }, refusal('INVALID_FIELD')],
    [
      'a field that Salesforce fills in',
      { CreatedDate: '2026-12-01T09:00:00Z' },
      refusal('INVALID_FIELD_FOR_INSERT_UPDATE', ['CreatedDate']),
    ],
    ['no fields but a list', [], refusal('JSON_PARSER_ERROR')],
  ])('are refused with %s', async (_name, body, expected) => {
    expect(await post('Task', body)).toMatchObject(expected);
    expect(changes).toEqual([]);
  });
});

describe('contacts and leads', () => {
  it('are made, found at once by queries, and changed', async () => {
    const id = await create('Contact', { FirstName: 'Nora', LastName: 'Neu', Email: 'nora@example.com', HubSpot_Id__c: '9' });
    expect(await rows("SELECT Id, Name, HubSpot_Id__c, OwnerId FROM Contact WHERE Email = 'Nora@Example.com'")).toMatchObject([
      { Id: id, Name: 'Nora Neu', HubSpot_Id__c: '9', OwnerId: OLGA },
    ]);
    expect((await patch('Contact', id, { Phone: '+49301112233', Email: null, FirstName: '' })).status).toBe(204);
    expect(await rows(`SELECT Name, Phone, Email, HubSpot_Id__c FROM Contact WHERE Id = '${id}'`)).toMatchObject([
      { Name: 'Neu', Phone: '+49301112233', Email: null, HubSpot_Id__c: '9' },
    ]);
    const lead = await create('Lead', { LastName: 'Lang', Company: 'Firm' });
    expect((await patch('Lead', lead, { OwnerId: OTTO })).status).toBe(204);
    expect(await rows(`SELECT OwnerId, Status FROM Lead WHERE Id = '${lead}'`)).toMatchObject([
      { OwnerId: OTTO, Status: 'Open - Not Contacted' },
    ]);
  });

  it.each([
    ['Contact', { Email: 'new@example.com' }, refusal('REQUIRED_FIELD_MISSING', ['LastName'])],
    ['Lead', {}, refusal('REQUIRED_FIELD_MISSING', ['LastName', 'Company'])],
    ['Contact', { LastName: 'Neu', Email: 'new at example' }, refusal('INVALID_EMAIL_ADDRESS', ['Email'])],
    ['Contact', { LastName: 'x'.repeat(81) }, refusal('STRING_TOO_LONG', ['LastName'])],
    ['Contact', { LastName: 'Neu', DoNotCall: 'yes' }, refusal('JSON_PARSER_ERROR')],
    ['Account', { Name: 'Firm' }, refusal('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY')],
  ])('%s is refused of %j', async (object, body, expected) => {
    expect(await post(object, body)).toMatchObject(expected);
    expect(changes).toEqual([]);
  });

  it('are refused where somebody of the name has the number already, unless that is allowed', async () => {
    const twin = { FirstName: 'anna', LastName: 'Muster', Phone: '+49 (30) 901820', Email: 'other@example.com' };
    expect(await post('Contact', twin)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'DUPLICATES_DETECTED', duplicateResult: { allowSave: true } }],
    });
    expect((await post('Contact', { ...twin, FirstName: 'Otto' })).status).toBe(201);
    expect((await send('POST', 'sobjects/Contact', twin, { 'sforce-duplicate-rule-header': 'allowSave=true' })).status).toBe(201);
  });

  it('keep a name and an owner, and leads that were converted stay as they are', async () => {
    expect(await patch('Contact', ANNA, { LastName: '' })).toMatchObject(refusal('REQUIRED_FIELD_MISSING', ['LastName']));
    expect(await patch('Contact', ANNA, { OwnerId: null })).toMatchObject(refusal('INVALID_CROSS_REFERENCE_KEY'));
    expect(await patch('Lead', sf('Lead', 602), { Company: 'x' })).toMatchObject(refusal('CANNOT_UPDATE_CONVERTED_LEAD'));
    expect(await patch('Contact', sf('Contact', 999), { LastName: 'x' })).toMatchObject({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND' }],
    });
    expect(await patch('Contact', LENA, { LastName: 'x' })).toMatchObject({ status: 404, body: [{ errorCode: 'NOT_FOUND' }] });
  });

  it('are deleted with their tasks and roles, unless cases hold them', async () => {
    expect(await remove('Contact', ANNA)).toMatchObject(refusal('DELETE_FAILED', []));
    expect((await remove('Contact', BUSY)).status).toBe(204);
    expect(await rows(`SELECT Id FROM Task WHERE WhoId = '${BUSY}'`)).toEqual([]);
    expect(await rows(`SELECT Id FROM OpportunityContactRole WHERE ContactId = '${BUSY}'`)).toEqual([]);
    expect(await rows("SELECT Id FROM Contact WHERE Email = 'busy@example.com'")).toEqual([]);
    expect((await remove('Lead', LENA)).status).toBe(204);
    expect(changes.map(({ what }) => what)).toEqual(['deleted', 'deleted']);
  });
});

describe('notes', () => {
  const note = { Title: 'A note', Content: encoded('Prefers &amp; likes<br>tea') };
  const compose = (first: object, link: object, allOrNone = true) =>
    send('POST', 'composite', {
      allOrNone,
      compositeRequest: [
        { method: 'POST', url: `${DATA}/sobjects/ContentNote`, referenceId: 'note', body: first },
        {
          method: 'POST',
          url: `${DATA}/sobjects/ContentDocumentLink`,
          referenceId: 'link',
          body: { ContentDocumentId: '@{note.id}', ...link },
        },
      ],
    });
  const linked = (to: string) => `SELECT ContentDocumentId, ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = '${to}'`;

  it('are made and linked as one deed, a later request naming what an earlier one answered', async () => {
    const { body } = await compose(note, { LinkedEntityId: BERT, ShareType: 'V' });
    expect(body).toMatchObject({
      compositeResponse: [
        { referenceId: 'note', httpStatusCode: 201 },
        { referenceId: 'link', httpStatusCode: 201 },
      ],
    });
    const [{ id } = { id: '' }] = changes;
    expect(await rows(linked(BERT))).toMatchObject([{ ContentDocumentId: id, ContentDocument: { Title: 'A note' } }]);
    expect(await rows(`SELECT TextPreview, FileType FROM ContentNote WHERE Id = '${id}'`)).toMatchObject([{ FileType: 'SNOTE' }]);
    // The link goes with the note, the note not with whom it is about.
    expect((await remove('ContentNote', id)).status).toBe(204);
    expect(await rows(linked(BERT))).toEqual([]);
    await compose(note, { LinkedEntityId: CARLA, ShareType: 'V' });
    expect((await remove('Contact', CARLA)).status).toBe(204);
    expect(await rows("SELECT Id FROM ContentNote WHERE Title = 'A note'")).toHaveLength(1);
  });

  it.each([
    [
      'a link to nobody',
      note,
      { LinkedEntityId: sf('Contact', 999), ShareType: 'V' },
      ['PROCESSING_HALTED', 'INVALID_CROSS_REFERENCE_KEY'],
    ],
    [
      'another way of sharing',
      note,
      { LinkedEntityId: BERT, ShareType: 'X' },
      ['PROCESSING_HALTED', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST'],
    ],
    [
      'a note without a title',
      { Content: note.Content },
      { LinkedEntityId: BERT, ShareType: 'V' },
      ['REQUIRED_FIELD_MISSING', 'PROCESSING_HALTED'],
    ],
    ['signs that mean something', { Title: 'x', Content: encoded('a & b') }, {}, ['FIELD_INTEGRITY_EXCEPTION', 'PROCESSING_HALTED']],
    ['other tags', { Title: 'x', Content: encoded('<script>') }, {}, ['FIELD_INTEGRITY_EXCEPTION', 'PROCESSING_HALTED']],
  ])('leave nothing behind with %s', async (_name, first, link, codes) => {
    const { body } = await compose(first, link);
    const { compositeResponse } = body as { compositeResponse: { body: { errorCode: string }[] }[] };
    expect(compositeResponse.map(({ body: [fault] }) => fault?.errorCode)).toEqual(codes);
    expect(changes).toEqual([]);
    expect(await rows('SELECT Id FROM ContentNote', 'queryAll')).toEqual([]);
  });

  it('stay without a link where each stands for itself', async () => {
    await compose(note, { LinkedEntityId: sf('Contact', 999), ShareType: 'V' }, false);
    expect(changes).toMatchObject([{ type: 'ContentNote', what: 'created' }]);
  });

  it('are asked for by whom they are about', async () => {
    const soql = (where: string) => send('GET', `query?q=${encodeURIComponent(`SELECT Id FROM ContentDocumentLink${where}`)}`);
    expect(await soql('')).toMatchObject(refusal('MALFORMED_QUERY'));
    expect(await soql(" WHERE ShareType = 'V'")).toMatchObject(refusal('MALFORMED_QUERY'));
    expect((await soql(` WHERE ShareType = 'V' AND LinkedEntityId IN ('${ANNA}')`)).status).toBe(200);
  });
});

it('tells of people who are changed by hand, and what can be written', async () => {
  await ask(`${salesforce.url}/__sandbox/people`, { body: { id: BERT, lastName: 'Newname' } });
  expect(changes).toEqual([{ type: 'Contact', id: BERT, what: 'updated' }]);
  expect((await send('GET', 'sobjects/Contact/describe')).body).toMatchObject({ createable: true });
  expect((await send('GET', 'sobjects/Account/describe')).body).toMatchObject({ createable: false });
});
