// Intercom's conversations as tickets and comments, without a server.
import {
  Conversation,
  ConversationParts,
  requesterOf,
  toComments,
  toTicket,
} from '../../../../../subgraphs/support/vendors/intercom/conversation-wire';
import type { Account } from '../../../../../subgraphs/support/vendors/intercom/wire';

const account: Account = { source: 'chat', workspaceUrl: null, phoneRegion: undefined, externalId: undefined };
const LEAST = { id: '9', created_at: 1_700_000_000, state: 'open' };
const AT = '2023-11-14T22:13:20.000Z';

const ticket = (fields: object) => toTicket(Conversation.parse({ ...LEAST, ...fields }), '6a', account);
const requester = (fields: object) => requesterOf(Conversation.parse({ ...LEAST, ...fields }));
const comments = (fields: object, parts: readonly object[]) =>
  toComments(ConversationParts.parse({ ...LEAST, ...fields, conversation_parts: { conversation_parts: parts } }), account);

describe('a ticket', () => {
  it('says nothing that Intercom does not say', () => {
    expect(ticket({})).toEqual({
      ...{ id: 'chat:conversation:9', url: null, number: '9', subject: null, status: 'OPEN', priority: null, channel: null, createdAt: AT },
      ...{
        updatedAt: null,
        firstReplyAt: null,
        solvedAt: null,
        sla: 'NONE',
        slaDueAt: null,
        tags: [],
        rating: null,
        record: 'chat:contact:6a',
      },
    });
  });

  it.each([
    [{ state: 'snoozed' }, { status: 'ON_HOLD' }],
    [{ state: 'closed' }, { status: 'CLOSED', solvedAt: null }],
    [{ state: 'closed', statistics: { last_close_at: 1_700_000_000 } }, { solvedAt: AT }],
    // Opened again.
    [{ statistics: { last_close_at: 1_700_000_000 } }, { solvedAt: null }],
    [{ priority: 'priority' }, { priority: 'HIGH' }],
    [{ priority: 'not_priority' }, { priority: 'NORMAL' }],
    [{ sla_applied: { sla_status: 'hit' } }, { sla: 'FULFILLED' }],
    [{ sla_applied: { sla_status: 'cancelled' } }, { sla: 'NONE' }],
    [{ sla_applied: { sla_status: null } }, { sla: 'NONE' }],
    // Asked for, and not given.
    [{ conversation_rating: { rating: null, remark: null } }, { rating: null }],
    [{ conversation_rating: { rating: 2, remark: ' ' } }, { rating: { score: 2, scaleMax: 5, comment: null, at: null } }],
  ])('of %j has %j', (fields, expected) => {
    expect(ticket(fields)).toMatchObject(expected);
  });

  it('is called by its title, else by the subject of the mail, else by how the message begins', () => {
    const source = { type: 'email', subject: 'A <b>subject</b>', body: '<p>A message</p>' };
    expect(ticket({ title: 'A title', source }).subject).toBe('A title');
    expect(ticket({ title: ' ', source }).subject).toBe('A subject');
    expect(ticket({ source: { ...source, subject: '' } }).subject).toBe('A message');
    expect(ticket({ source: { ...source, subject: null, body: `<p>${'word '.repeat(40)}</p>` } }).subject).toBe(
      `${'word '.repeat(16).trim()}…`,
    );
  });

  it('is whose who began it, while they are in it', () => {
    const contacts = { contacts: [{ id: '6a' }, { id: '6b' }] };
    expect(requester({ contacts, source: { author: { type: 'lead', id: '6b' } } })).toBe('6b');
    // The house began it, or whoever did was merged into the first.
    expect(requester({ contacts, source: { author: { type: 'admin', id: 7 } } })).toBe('6a');
    expect(requester({ contacts })).toBe('6a');
    expect(requester({ source: { author: { type: 'lead', id: '6b' } } })).toBeNull();
  });
});

describe('a comment', () => {
  const part = (fields: object) => ({ id: '1', part_type: 'comment', body: '<p>Hello</p>', created_at: 1_700_000_000, ...fields });

  it.each([
    [{ author: { type: 'user', id: '6a' } }, { public: true, author: 'chat:contact:6a', fromCustomer: true }],
    [{ author: { type: 'lead', id: '6a' } }, { author: 'chat:contact:6a', fromCustomer: true }],
    [{ author: { type: 'admin', id: 7 } }, { author: 'chat:admin:7', fromCustomer: false }],
    [
      { author: { type: 'bot', id: '5' }, part_type: 'quick_reply' },
      { public: true, author: 'chat:bot:5', fromCustomer: false },
    ],
    [{ author: { type: 'team', id: null } }, { author: null, fromCustomer: false }],
    [{}, { author: null, fromCustomer: null }],
    [{ part_type: 'close' }, { public: true }],
    [{ part_type: 'open' }, { public: true }],
    [{ part_type: 'note' }, { public: false }],
    [{ part_type: 'assignment' }, { public: false }],
    [
      { id: 17, body: 'a &lt; b' },
      { id: 'chat:part:17', body: 'a < b', at: AT },
    ],
  ])('of %j is %j', (fields, expected) => {
    expect(comments({}, [part(fields)])).toMatchObject([expected]);
  });

  it('is nothing without words', () => {
    expect(comments({ source: { id: '1', body: '<p> </p>' } }, [part({ body: null }), part({ body: '' }), part({ body: '<br>' })])).toEqual(
      [],
    );
  });

  it('comes after the message that began it all', () => {
    const source = { id: '3', body: '<p>First</p>', author: { type: 'user', id: '6a' } };
    expect(comments({ source }, [part({})]).map(({ id, body }) => [id, body])).toEqual([
      ['chat:message:3', 'First'],
      ['chat:part:1', 'Hello'],
    ]);
  });
});
