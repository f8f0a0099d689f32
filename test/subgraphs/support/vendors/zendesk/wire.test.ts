import {
  isCustomer,
  toComment,
  toPersonRecord,
  toTicket,
  ZendeskTicket,
  ZendeskUser,
  type Account,
} from '../../../../../subgraphs/support/vendors/zendesk/wire';

const account: Account = { source: 'help', url: 'https://acme.zendesk.com', phoneRegion: 'DE', externalId: undefined };
const NOW = new Date('2026-06-01T12:00:00Z');

const user = (more: object = {}): ZendeskUser =>
  ZendeskUser.parse({
    id: 7,
    name: 'Anna Muster',
    role: 'end-user',
    active: true,
    created_at: '2025-01-02T03:04:05Z',
    updated_at: '2025-02-03T04:05:06Z',
    ...more,
  });

const ticket = (more: object = {}): ZendeskTicket =>
  ZendeskTicket.parse({
    id: 9,
    requester_id: 7,
    status: 'open',
    created_at: '2026-05-01T10:00:00Z',
    updated_at: '2026-05-02T10:00:00Z',
    ...more,
  });

const sla = (...promises: { stage: string; breach_at: string | null }[]) => ({ slas: { policy_metrics: promises } });
const EARLIER = '2026-06-01T11:00:00Z';
const LATER = '2026-06-01T13:00:00Z';
const MUCH_LATER = '2026-06-05T13:00:00Z';

describe('a Zendesk user', () => {
  it('has nothing that Zendesk leaves empty', () => {
    expect(toPersonRecord(user({ email: null, phone: '', locale: '', external_id: '' }), account)).toEqual({
      id: 'help:user:7',
      url: 'https://acme.zendesk.com/agent/users/7',
      kind: 'PERSON',
      name: { full: 'Anna Muster', given: null, family: null },
      emails: [],
      phones: [],
      addresses: [],
      company: null,
      jobTitle: null,
      language: null,
      taxId: null,
      birthDate: null,
      employees: null,
      consents: [],
      externalIds: [],
      createdAt: '2025-01-02T03:04:05.000Z',
      updatedAt: '2025-02-03T04:05:06.000Z',
      movedTo: null,
      raw: expect.objectContaining({ id: 7, name: 'Anna Muster' }),
    });
  });

  it('keeps custom fields in the raw record', () => {
    expect(toPersonRecord(user({ user_fields: { tier: 'gold', score: 4.5 } }), account).raw).toMatchObject({
      user_fields: { tier: 'gold', score: 4.5 },
    });
  });

  it.each([
    ['anna@example.com', { email: 'anna@example.com' }],
    ['+49301234567', { phone: '+49301234567' }],
    ['  ', {}],
  ])('has no name where Zendesk put %s in its place', (name, more) => {
    expect(toPersonRecord(user({ name, ...more }), account).name.full).toBeNull();
  });

  it('knows of its primary address only that it is not verified', () => {
    const emails = (verified: boolean) => toPersonRecord(user({ email: 'a@example.com', verified }), account).emails;
    expect(emails(true)).toEqual([{ value: 'a@example.com', primary: true, verified: null }]);
    expect(emails(false)).toEqual([{ value: 'a@example.com', primary: true, verified: false }]);
  });

  it('takes what its identities say of each address', () => {
    const identities = [
      { type: 'email', value: 'A@example.com', primary: true, verified: true },
      { type: 'email', value: 'b@example.com', primary: false, verified: false },
      { type: 'phone_number', value: '+4930901820', primary: false, verified: true },
    ];
    expect(toPersonRecord(user({ email: 'a@example.com', verified: true }), account, identities).emails).toEqual([
      { value: 'a@example.com', primary: true, verified: true },
      { value: 'b@example.com', primary: false, verified: false },
    ]);
  });

  it('marks a shared number', () => {
    const phones = (shared: boolean | null) => toPersonRecord(user({ phone: '030 901820', shared_phone_number: shared }), account).phones;
    expect(phones(true)).toEqual([{ value: '+4930901820', primary: true, shared: true }]);
    expect(phones(null)).toEqual([{ value: '+4930901820', primary: true, shared: false }]);
  });

  it('is a customer unless it is staff or deleted', () => {
    expect(isCustomer(user())).toBe(true);
    expect(isCustomer(user({ suspended: true }))).toBe(true);
    expect(isCustomer(user({ active: false }))).toBe(false);
    expect(isCustomer(user({ role: 'agent' }))).toBe(false);
    expect(isCustomer(user({ role: 'admin' }))).toBe(false);
  });
});

describe('a Zendesk ticket', () => {
  it('has nothing that Zendesk leaves empty', () => {
    expect(toTicket(ticket(), account, NOW)).toEqual({
      id: 'help:ticket:9',
      url: 'https://acme.zendesk.com/agent/tickets/9',
      number: '9',
      subject: null,
      status: 'OPEN',
      priority: null,
      channel: null,
      createdAt: '2026-05-01T10:00:00.000Z',
      updatedAt: '2026-05-02T10:00:00.000Z',
      firstReplyAt: null,
      solvedAt: null,
      sla: 'NONE',
      slaDueAt: null,
      tags: [],
      rating: null,
      record: 'help:user:7',
    });
  });

  it.each([
    ['new', 'OPEN'],
    ['open', 'OPEN'],
    ['pending', 'IN_PROGRESS'],
    ['hold', 'ON_HOLD'],
    ['solved', 'CLOSED'],
    ['closed', 'CLOSED'],
  ])('is %s: %s', (status, expected) => {
    expect(toTicket(ticket({ status }), account, NOW).status).toBe(expected);
  });

  it.each([
    ['no promise', 'open', [], 'NONE', null],
    ['a promise to come', 'open', [{ stage: 'active', breach_at: LATER }], 'ON_TRACK', LATER],
    ['a missed promise', 'open', [{ stage: 'active', breach_at: EARLIER }], 'BREACHED', EARLIER],
    ['a missed promise, paused', 'pending', [{ stage: 'paused', breach_at: EARLIER }], 'BREACHED', EARLIER],
    ['a paused promise without a time', 'pending', [{ stage: 'paused', breach_at: null }], 'ON_TRACK', null],
    [
      'the first of two',
      'open',
      [
        { stage: 'active', breach_at: MUCH_LATER },
        { stage: 'active', breach_at: LATER },
      ],
      'ON_TRACK',
      LATER,
    ],
    [
      'one kept, one missed',
      'open',
      [
        { stage: 'achieved', breach_at: null },
        { stage: 'active', breach_at: EARLIER },
      ],
      'BREACHED',
      EARLIER,
    ],
    ['all kept, not done', 'open', [{ stage: 'achieved', breach_at: null }], 'ON_TRACK', null],
    ['all kept, done', 'solved', [{ stage: 'achieved', breach_at: EARLIER }], 'FULFILLED', null],
  ])('has %s', (_name, status, promises, state, dueAt) => {
    const { sla: found, slaDueAt } = toTicket(ticket({ status, ...sla(...promises) }), account, NOW);
    expect({ found, slaDueAt }).toEqual({ found: state, slaDueAt: dueAt === null ? null : new Date(dueAt).toISOString() });
  });

  it('was first answered by its metrics, in seconds where Zendesk counts them', () => {
    const reply = (metric_set: object) => toTicket(ticket({ metric_set }), account, NOW).firstReplyAt;
    expect(reply({ reply_time_in_minutes: { calendar: 90 } })).toBe('2026-05-01T11:30:00.000Z');
    expect(reply({ reply_time_in_minutes: { calendar: 1 }, reply_time_in_seconds: { calendar: 61 } })).toBe('2026-05-01T10:01:01.000Z');
    expect(reply({ reply_time_in_minutes: { calendar: null } })).toBeNull();
  });

  it.each([
    ['good', { score: 1, scaleMax: 1, comment: 'fine', at: null }],
    ['bad', { score: 0, scaleMax: 1, comment: 'fine', at: null }],
    ['offered', null],
    ['unoffered', null],
  ])('is rated %s', (score, rating) => {
    expect(toTicket(ticket({ satisfaction_rating: { score, comment: 'fine' } }), account, NOW).rating).toEqual(rating);
  });

  it('says who wrote a comment', () => {
    const comment = { id: 1, author_id: 7, body: 'Hello', public: true, created_at: '2026-05-01T10:00:00Z' };
    expect(toComment(comment, account)).toMatchObject({ id: 'help:comment:1', author: 'help:user:7' });
  });
});

it.each([{ id: '7' }, { role: 'robot' }, { created_at: 'yesterday' }, { active: 'yes' }])('refuses a user with %j', (wrong) => {
  expect(ZendeskUser.safeParse({ ...user(), ...wrong }).success).toBe(false);
});
