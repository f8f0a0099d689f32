// What Salesforce is asked to do, on the pretend Salesforce: what all connectors promise, and what is Salesforce's own.
import type { ActionResult } from '../../../../../platform/actions/offer';
import { bindActions } from '../../../../../platform/actions/offer';
import { startSalesforce, type RunningSalesforce } from '../../../../../sandbox/vendors/salesforce/server';
import { crmActions } from '../../../../../subgraphs/crm/actions';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { describeActions } from '../../../../contracts/actions.contract';
import { ACME, ANNA, AUSTRIAN, BERT, BUSY, CARLA, LENA, salesforceWorld, sf } from '../../../../sandbox/support/salesforce-world';
import { testCall } from '../../../../support/call';
import { valuesOf } from '../../../../support/identifiers';
import { until } from '../../../../support/until';
import { account, connectTo, contact, lead } from './salesforce-source';

const SOBJECTS = '/services/data/v66.0/sobjects';
const user = (number: number): string => `salesforce:user:${sf('User', number)}`;
const task = { title: "Call Anna's boss back", body: 'She is angry', due: '2026-12-01T09:00:00.000Z', ref: 'zendesk:ticket:77' };
const start = () => startSalesforce({ world: salesforceWorld(), port: 0, limits: 'off', lagSeconds: 60 });
const servers = new Map<string, RunningSalesforce>();
/** A note, and its link to whom it is about. */
const NOTE = { write: { asked: 'allOrNone' }, effects: 2 };
const someNote = { record: contact(BERT), text: 'Prefers <tea> & "toast"\nin the morning', ref: 'zendesk:ticket:77' };

describeActions({
  name: 'salesforce',
  inputs: crmActions,
  async start() {
    const server = await start();
    servers.set(server.url, server);
    return server;
  },
  connect: ({ url }) => connectTo(servers.get(url) ?? never(url)),
  cases: [
    {
      action: 'createTask',
      input: { record: contact(ANNA), owner: user(72), ...task },
      write: { path: `${SOBJECTS}/Task` },
      undoable: true,
      refused: { record: contact(ANNA), ...task, title: 'x'.repeat(256) },
    },
    {
      action: 'createTask',
      input: { record: account(ACME), title: 'Visit', due: task.due },
      write: { path: `${SOBJECTS}/Task` },
      undoable: true,
    },
    {
      action: 'createTask',
      input: { record: lead(LENA), title: 'Call', due: task.due },
      write: { path: `${SOBJECTS}/Task` },
      undoable: true,
      refused: { record: contact(sf('Contact', 999)), title: 'Nobody is there', due: task.due },
    },
    {
      action: 'deleteTask',
      input: { task: `salesforce:task:${sf('Task', 1001)}` },
      write: { path: `${SOBJECTS}/Task/` },
      undoable: false,
      forgets: [contact(ANNA), account(ACME)],
    },
    { action: 'createNote', input: someNote, ...NOTE, undoable: true, refused: { ...someNote, record: contact(sf('Contact', 503)) } },
    { action: 'createNote', input: { record: account(ACME), text: 'Closed in August' }, ...NOTE, undoable: true },
    { action: 'createNote', input: { record: lead(LENA), text: 'Is a founder' }, ...NOTE, undoable: true },
    {
      action: 'deleteNote',
      input: { note: `salesforce:note:${sf('ContentNote', 1)}` },
      before: [{ action: 'createNote', input: someNote }],
      write: { path: `${SOBJECTS}/ContentNote/` },
      undoable: false,
    },
    {
      action: 'setOwner',
      input: { record: contact(ANNA), owner: user(72) },
      write: { path: `${SOBJECTS}/Contact/${ANNA}` },
      undoable: true,
      refused: { record: contact(ANNA), owner: user(999) },
    },
    {
      action: 'setOwner',
      input: { record: lead(LENA), owner: user(72) },
      write: { path: `${SOBJECTS}/Lead/${LENA}` },
      undoable: true,
      // A record of Salesforce's has an owner.
      refused: { record: lead(LENA), owner: null },
    },
    {
      action: 'setOwner',
      input: { record: contact(AUSTRIAN), owner: user(72) },
      write: { path: `${SOBJECTS}/Contact/${AUSTRIAN}` },
      // It was a queue's, which is nobody.
      undoable: false,
    },
    {
      action: 'updateContact',
      // As exports write ids; what the cache has is under the whole one.
      input: {
        record: contact(BERT.slice(0, 15)),
        email: 'Bert.New@Example.com',
        phone: '+49301112233',
        givenName: 'Bert',
        familyName: 'Neu',
      },
      write: { path: `${SOBJECTS}/Contact/${BERT.slice(0, 15)}` },
      undoable: false,
      forgets: [contact(BERT)],
      refused: { record: contact(BERT), familyName: 'x'.repeat(81) },
    },
    {
      action: 'updateContact',
      input: { record: lead(LENA), phone: '+49301112233' },
      write: { path: `${SOBJECTS}/Lead/${LENA}` },
      undoable: false,
      // It became a contact.
      refused: { record: lead(sf('Lead', 602)), phone: '+49301112233' },
    },
    {
      action: 'createContact',
      input: { email: "new.o'neill@example.com", phone: '+49301112233', givenName: 'Nora', familyName: "O'Neill" },
      write: { path: `${SOBJECTS}/Contact` },
      undoable: false,
      // Somebody of that name has the number.
      refused: { email: 'other@example.com', phone: '+4930901820', givenName: 'Anna', familyName: 'Muster' },
    },
    {
      action: 'deleteContact',
      input: { record: contact(BUSY) },
      write: { path: `${SOBJECTS}/Contact/${BUSY}` },
      undoable: false,
      // She has a case.
      refused: { record: contact(ANNA) },
    },
    {
      action: 'deleteContact',
      input: { record: lead(sf('Lead', 602)) },
      write: { path: `${SOBJECTS}/Lead/` },
      undoable: false,
      refused: { record: contact(sf('Contact', 504)) },
    },
    {
      action: 'deleteContact',
      input: { record: contact(CARLA) },
      write: { path: SOBJECTS, method: 'DELETE' },
      undoable: false,
      // The lead that she was goes as well.
      effects: 2,
      forgets: [lead(sf('Lead', 602))],
    },
  ],
});

function never(url: string): never {
  throw new Error(`no such server: ${url}`);
}

describe('what is Salesforce’s own', () => {
  let server: RunningSalesforce;
  let connector: CrmConnector;
  beforeEach(async () => {
    server = await start();
    connector = await connectTo(server);
  });
  afterEach(async () => {
    await connector.close?.();
    await server.stop();
  });

  function act(action: string, input: unknown, { key = 'key', dryRun = false } = {}): Promise<ActionResult> {
    const parsed = bindActions(crmActions, connector.actions).get(action)?.parse(input);
    if (parsed === undefined || 'fault' in parsed) throw new Error(`${action} does not fit`);
    return parsed.perform({ ...testCall(), key, dryRun });
  }
  const writes = () => server.calls().filter(({ method }) => method === 'PATCH' || method === 'DELETE');

  it('is the day of a task, and its text with what it was made for', async () => {
    const { record } = await act('createTask', { record: contact(BERT), ...task });
    const [activities = []] = await valuesOf(connector.activities([contact(BERT)], testCall()));
    expect(activities.find(({ id }) => id === record)).toMatchObject({ kind: 'TASK', at: '2026-12-01T00:00:00.000Z', subject: task.title });
    expect(activities.find(({ id }) => id === record)?.body).toMatch(/^She is angry\n\n\[zendesk:ticket:77, cg-[0-9a-f]{20}\]$/);
  });

  it('is a task of each key, however alike they are', async () => {
    const first = await act('createTask', { record: contact(BERT), ...task }, { key: 'one' });
    const second = await act('createTask', { record: contact(BERT), ...task }, { key: 'two' });
    expect(second).toMatchObject({ outcome: 'done' });
    expect(second.record).not.toBe(first.record);
    expect(await act('createTask', { record: contact(BERT.slice(0, 15)), ...task }, { key: 'one' })).toMatchObject({
      outcome: 'already',
      record: first.record,
      touched: [contact(BERT), contact(BERT.slice(0, 15))],
    });
  });

  it('costs one request to look, and one to write', async () => {
    await act('deleteTask', { task: `salesforce:task:${sf('Task', 1005)}` }, { dryRun: true });
    server.resetCalls();
    await act('createTask', { record: contact(ANNA), ...task });
    await act('createNote', someNote);
    await act('createContact', { email: 'new@example.com', familyName: 'Neu' });
    expect(server.calls().map(({ path }) => path.replace(/^.*v66\.0\//, ''))).toEqual([
      ...['composite', 'sobjects/Task', 'composite', 'composite', 'composite', 'sobjects/Contact'],
    ]);
  });

  it.each([
    ['an owner by the short id', 'setOwner', { record: contact(ANNA), owner: user(71).slice(0, -3) }],
    ['a queue, which is nobody', 'setOwner', { record: contact(AUSTRIAN), owner: null }],
    [
      'a number and an address as they were typed',
      'updateContact',
      { record: contact(ANNA), phone: '+4930901820', email: 'ANNA@example.com' },
    ],
  ])('holds already: %s', async (_name, action, input) => {
    expect(await act(action, input)).toMatchObject({ outcome: 'already', undo: null });
    expect(writes()).toEqual([]);
  });

  it('has an address already where a contact has it, else a lead that is no contact yet', async () => {
    const held = async (email: string) => act('createContact', { email }, { dryRun: true });
    expect(await held('Anna@Example.com')).toMatchObject({ outcome: 'already', record: contact(ANNA) });
    expect(await held('lena@example.com')).toMatchObject({ outcome: 'already', record: lead(LENA) });
    expect(await held('carla.closing@example.com')).toMatchObject({ outcome: 'already', record: contact(sf('Contact', 507)) });
  });

  it.each([
    ['a contact without a family name', 'createContact', { email: 'gone@example.com', givenName: 'Gus' }, /need a familyName/],
    ['nobody as the owner', 'setOwner', { record: contact(ANNA), owner: null }, /need an owner/],
    ['to delete whom a case is about', 'deleteContact', { record: contact(ANNA) }, /cases, contracts or a portal user name the record/],
  ])('refuses %s, and says why', async (_name, action, input, words) => {
    await expect(act(action, input)).rejects.toMatchObject({
      message: words,
      extensions: { code: 'ACTION_REFUSED', source: 'salesforce' },
    });
    expect(writes().map(({ method }) => method)).toEqual(action === 'deleteContact' ? ['DELETE'] : []);
  });

  it.each([
    ['setOwner', { record: contact(sf('Contact', 504)), owner: user(72) }],
    ['updateContact', { record: contact(sf('Contact', 503)), phone: '+49301112233' }],
    ['deleteContact', { record: contact(sf('Contact', 504)) }],
    ['createTask', { record: contact(sf('Contact', 504)), ...task }],
    ['createNote', { record: account(sf('Account', 803)), text: 'Hello' }],
  ])('%s knows no record that was merged or deleted', async (action, input) => {
    await expect(act(action, input)).rejects.toMatchObject({ extensions: { code: 'ACTION_RECORD_UNKNOWN' } });
  });

  it('leaves no note behind where the contact goes in the meantime', async () => {
    await act('createNote', someNote, { dryRun: true });
    const notes: string[] = [];
    server.changes.onChange(({ type, id }) => type === 'ContentNote' && notes.push(id));
    server.resetCalls();
    server.faults.set({ mode: 'latency', ms: 150, asked: 'allOrNone' });
    const failure = act('createNote', someNote).catch((error: unknown) => error);
    await until(() => server.calls().length > 0, 5_000);
    server.mergeContacts(ANNA, BERT);
    expect(await failure).toMatchObject({ extensions: { code: 'ACTION_REFUSED' } });
    expect(notes).toEqual([]);
  });

  it('is gone already where it is in the recycle bin', async () => {
    expect(await act('deleteContact', { record: contact(sf('Contact', 503)) })).toMatchObject({ outcome: 'already' });
    expect(await act('deleteTask', { task: `salesforce:task:${sf('Task', 9_999)}` })).toMatchObject({ outcome: 'already' });
  });
});
