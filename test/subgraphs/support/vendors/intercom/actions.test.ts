// What Intercom is asked to do, on the pretend Intercom.
import { startIntercom, type RunningIntercom } from '../../../../../sandbox/vendors/intercom/server';
import { supportActions, type SupportActions } from '../../../../../subgraphs/support/actions';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { intercom } from '../../../../../subgraphs/support/vendors/intercom';
import { describeActions } from '../../../../contracts/actions.contract';
import { testCall } from '../../../../support/call';
import { valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { id, ticket, TOKEN, world } from './intercom-world';

const start = () => startIntercom({ world, port: 0, token: TOKEN, limits: 'off', lagSeconds: 60 });

describeActions({
  name: 'intercom',
  inputs: supportActions,
  start,
  connect: (server) => startConnector(intercom, { URL: server.url, TOKEN }),
  cases: [
    { action: 'deleteTicket', input: { ticket: ticket(301) }, write: { method: 'DELETE' }, undoable: false, forgets: [id(77)] },
    {
      action: 'addComment',
      input: { ticket: ticket(301), text: 'Has a deal worth keeping', ref: 'hubspot:deal:901' },
      write: { method: 'POST' },
      undoable: false,
      forgets: [id(77)],
      // Who writes it is asked for first.
      attempts: 2,
      refused: { ticket: ticket(999), text: 'Nobody reads this' },
    },
    {
      action: 'updateRequester',
      input: { record: id(77), phone: '+49301112233', name: 'Annika Muster' },
      write: { method: 'PUT' },
      undoable: false,
      // Merged: it is another record now.
      refused: { record: id(79), name: 'Annika Muster' },
    },
    {
      action: 'updateRequester',
      input: { record: id(77), email: 'anna.new@example.com' },
      write: { method: 'PUT' },
      undoable: false,
      refused: { record: id(77), email: 'clara@example.com' },
    },
    { action: 'deleteRequester', input: { record: id(86) }, write: { method: 'DELETE' }, undoable: false, refused: { record: id(79) } },
  ],
});

describe('what Intercom is asked to do', () => {
  let server: RunningIntercom;
  let connector: SupportConnector;
  let actions: SupportActions;
  const call = { ...testCall(), key: 'key', dryRun: false };
  beforeEach(async () => {
    server = await start();
    connector = await startConnector(intercom, { URL: server.url, TOKEN });
    actions = connector.actions ?? {};
  });
  afterEach(async () => {
    await connector.close?.();
    await server.stop();
  });

  it('is a note to the staff, word for word, by the teammate whose token it is', async () => {
    const text = 'Owes <b>us</b> & says so\n\nCall first';
    await actions.addComment?.({ ticket: ticket(303), text }, call);
    const [comments] = await valuesOf(connector.comments([ticket(303)], testCall()));
    const note = comments?.at(-1);
    expect(note).toMatchObject({ public: false, fromCustomer: false, author: 'intercom:admin:9001' });
    expect(note?.body).toMatch(/^Owes <b>us<\/b> & says so\nCall first\n\[cg-[0-9a-f]{20}\]$/);
  });

  it('writes only what is otherwise', async () => {
    for (const asked of ['anna@example.com', '+4930901820']) server.faults.set({ mode: '503', method: 'PUT', asked });
    const update = { record: id(77), email: 'anna@example.com', phone: '+4930901820', name: 'Anna M.' };
    expect(await actions.updateRequester?.(update, call)).toMatchObject({ outcome: 'done' });
  });

  it('deletes a person with their conversations, but for those of others', async () => {
    await actions.deleteRequester?.({ record: id(86) }, call);
    const asked = [id(86), id(78)];
    const [gone, bert] = await valuesOf(connector.tickets(asked, testCall()));
    expect(gone).toEqual([]);
    expect(bert?.map((one) => one.id)).toContain(ticket(401));
  });
});
