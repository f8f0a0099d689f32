// What Request Tracker is asked to do, on the pretend one.
import { bindActions } from '../../../../../platform/actions/offer';
import { markOf } from '../../../../../platform/actions/once';
import { startRequestTracker, type RunningRequestTracker } from '../../../../../sandbox/vendors/request-tracker/server';
import type { Rights } from '../../../../../sandbox/vendors/request-tracker/rights';
import { supportActions } from '../../../../../subgraphs/support/actions';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { requestTracker } from '../../../../../subgraphs/support/vendors/request-tracker';
import { describeActions } from '../../../../contracts/actions.contract';
import { aTrackerTicket, aTransaction } from '../../../../sandbox/support/tracker-records';
import { testCall } from '../../../../support/call';
import { valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { BUSY, id, ticket, TOKEN, world } from './tracker-world';

describeActions({
  name: 'request-tracker',
  inputs: supportActions,
  start: () => startRequestTracker({ world, port: 0, token: TOKEN }),
  connect: (server) => startConnector(requestTracker, { URL: server.url, TOKEN }),
  cases: [
    {
      action: 'createTicket',
      input: {
        record: id('77'),
        subject: 'Payment failed',
        body: 'The card of Anna expired',
        priority: 'HIGH',
        ref: 'stripe:invoice:in_1',
      },
      write: { path: '/REST/2.0/ticket', asked: 'ContentType' },
      undoable: true,
      refused: { record: id('999'), subject: 'Payment failed', body: 'The card expired' },
    },
    {
      action: 'deleteTicket',
      input: { ticket: ticket('303') },
      write: { method: 'PUT' },
      undoable: false,
      forgets: [id('77'), id('79')],
      // Merged into another.
      refused: { ticket: ticket('304') },
    },
    {
      action: 'addComment',
      input: { ticket: ticket('301'), text: 'Has a deal worth keeping', ref: 'hubspot:deal:901' },
      write: { path: '/REST/2.0/ticket/301/comment' },
      undoable: false,
      forgets: [id('77')],
      // Deleted.
      refused: { ticket: ticket('305'), text: 'Nobody reads this' },
    },
    {
      action: 'updateRequester',
      input: { record: id('77'), phone: '+49301112233', name: 'Annika Muster' },
      write: { method: 'PUT' },
      undoable: false,
      // Staff.
      refused: { record: id('95'), name: 'Somebody Else' },
    },
    {
      action: 'updateRequester',
      input: { record: id('77'), email: 'anna.new@example.com' },
      write: { method: 'PUT' },
      undoable: false,
      refused: { record: id('77'), email: 'bert@example.com' },
    },
  ],
});

describe('the account', () => {
  let server: RunningRequestTracker;
  let connector: SupportConnector;
  afterEach(async () => {
    await connector.close?.();
    await server.stop();
  });
  async function start(rights: Partial<Omit<Rights, 'self'>> = {}, more: Record<string, string> = {}, told = world): Promise<void> {
    server = await startRequestTracker({ world: told, port: 0, token: TOKEN, rights });
    connector = await startConnector(requestTracker, { URL: server.url, TOKEN, ...more });
  }
  async function act(action: string, input: object, key = 'key') {
    const parsed = bindActions(supportActions, connector.actions).get(action)?.parse(input);
    if (parsed === undefined || 'fault' in parsed) throw new Error(`${action} takes no such input`);
    return parsed.perform({ ...testCall(), key, dryRun: false });
  }
  const denied = { extensions: { code: 'UPSTREAM_DENIED', source: 'request-tracker' } };

  it.each([
    ['createTicket', { record: id('77'), subject: 'Of no use', body: 'Of no use' }, { createTicket: false }],
    ['deleteTicket', { ticket: ticket('301') }, { deleteTicket: false }],
    ['addComment', { ticket: ticket('301'), text: 'Of no use' }, { commentOnTicket: false }],
    ['updateRequester', { record: id('77'), name: 'Of No Use' }, { adminUsers: false }],
  ])('is told to be denied %s without the right, though RT answers as if it were done', async (action, input, rights) => {
    await start(rights);
    await expect(act(action, input)).rejects.toMatchObject(denied);
  });

  it('makes tickets in the queue that is set, of the number of the house', async () => {
    await start({}, { QUEUE: '1', PRIORITIES: 'low=0,high=70' });
    const { record } = await act('createTicket', { record: id('83'), subject: 'A thing', body: 'Is broken', priority: 'URGENT' });
    const [tickets] = await valuesOf(connector.tickets([id('83')], testCall()));
    expect(tickets).toMatchObject([{ id: record, subject: 'A thing', status: 'OPEN', priority: 'HIGH' }]);
    await connector.close?.();
    connector = await startConnector(requestTracker, { URL: server.url, TOKEN, QUEUE: 'Nowhere' });
    await expect(act('createTicket', { record: id('83'), subject: 'A thing', body: 'Is broken' }, 'other')).rejects.toMatchObject(denied);
  });

  it('finds what it made among all that it made for somebody, and among nobody else’s', async () => {
    const made = Array.from({ length: 105 }, (_, index) => {
      const marked = aTransaction({
        id: String(9_000 + index),
        type: 'Create',
        creatorId: '14',
        text: `Broken [${markOf(`key-${index}`)}]`,
      });
      return aTrackerTicket({ id: String(2_000 + index), requestorIds: [BUSY], transactions: [marked] });
    });
    const { users, tickets } = world.requestTracker;
    await start({}, {}, { ...world, requestTracker: { users, tickets: [...tickets, ...made] } });
    const input = { record: id(BUSY), subject: 'A thing', body: 'Is broken' };
    for (const key of [0, 50, 104]) {
      expect(await act('createTicket', input, `key-${key}`)).toMatchObject({ outcome: 'already', record: ticket(String(2_000 + key)) });
    }
    expect(await act('createTicket', { ...input, record: id('83') }, 'key-0')).toMatchObject({ outcome: 'done' });
  });

  it('writes what the staff reads, behind it what it is for', async () => {
    await start();
    await act('addComment', { ticket: ticket('301'), text: 'Has a deal', ref: 'hubspot:deal:901' });
    const [comments = []] = await valuesOf(connector.comments([ticket('301')], testCall()));
    expect(comments.at(-1)).toMatchObject({
      public: false,
      body: expect.stringMatching(/^Has a deal\n\n\[hubspot:deal:901, cg-[0-9a-f]{20}\]$/),
    });
  });

  it('takes a number for known in whatever field RT has it', async () => {
    await start();
    expect(await act('updateRequester', { record: id('77'), phone: '+4915123456789' })).toMatchObject({ outcome: 'already' });
  });
});
