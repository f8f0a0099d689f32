// RT's answers as our records, on answers as a real RT 5.0.3 gave them.
import { toPriorityScale } from '../../../../../subgraphs/support/vendors/request-tracker/priorities';
import { isPerson, toInstant, toPersonRecord, toTickets } from '../../../../../subgraphs/support/vendors/request-tracker/records';
import { RtTicket, RtUser, UserAnswer } from '../../../../../subgraphs/support/vendors/request-tracker/wire';

const installation = {
  ...{ source: 'rt', url: 'https://rt.example.com/desk', phoneRegion: 'DE', priorities: toPriorityScale('low=0,normal=50,high=100') ?? [] },
  external: { records: 'hubspot:contact', field: 'CRM Id' },
};
const NOW = new Date('2026-06-01T12:00:00Z');
const NEVER = '1970-01-01T00:00:00Z';

const user = {
  ...{ type: 'user', id: 27, _url: 'https://rt.example.com/REST/2.0/user/ada', Name: 'ada', RealName: ' Ada Mensah ', NickName: '' },
  ...{
    EmailAddress: 'Ada.Mensah@Example.com',
    Organization: 'Acme',
    Lang: 'zh_TW',
    Timezone: '',
    WorkPhone: '030 901820',
    MobilePhone: '0151 23456789',
  },
  ...{ HomePhone: '+4930901820', PagerPhone: 'none', Address1: '', Address2: '', City: 'Berlin', State: '', Zip: '', Country: '' },
  CustomFields: [
    { type: 'customfield', id: '3', _url: 'x', name: 'Tier', values: [] },
    { type: 'customfield', id: '2', _url: 'x', name: 'CRM Id', values: [' 501 ', ''] },
  ],
  ...{ Created: '2026-01-02T03:04:05Z', LastUpdated: NEVER },
};

describe('toPersonRecord', () => {
  it('reads what RT says', () => {
    expect(toPersonRecord(RtUser.parse(user), installation)).toMatchObject({
      ...{
        id: 'rt:user:27',
        url: 'https://rt.example.com/desk/User/Summary.html?id=27',
        kind: 'PERSON',
        company: 'Acme',
        language: 'zh-TW',
      },
      name: { full: 'Ada Mensah' },
      emails: [{ value: 'ada.mensah@example.com', primary: true, verified: null }],
      phones: [
        { value: '+4930901820', primary: true },
        { value: '+4915123456789', primary: false },
      ],
      addresses: [{ line1: null, city: 'Berlin' }],
      externalIds: ['hubspot:contact:501'],
      ...{ createdAt: '2026-01-02T03:04:05.000Z', updatedAt: null },
    });
  });

  it('keeps what RT said, custom fields by name, and nothing that it did not say', () => {
    const { raw } = toPersonRecord(RtUser.parse(user), installation);
    expect(raw).toEqual({
      ...{ id: 27, Name: 'ada', RealName: ' Ada Mensah ', EmailAddress: 'Ada.Mensah@Example.com', Organization: 'Acme', Lang: 'zh_TW' },
      ...{ WorkPhone: '030 901820', MobilePhone: '0151 23456789', HomePhone: '+4930901820', PagerPhone: 'none', City: 'Berlin' },
      ...{ Created: '2026-01-02T03:04:05Z', CustomFields: { 'CRM Id': [' 501 ', ''], Tier: [] } },
    });
  });

  it('does not take an address for a name', () => {
    const record = toPersonRecord(RtUser.parse({ ...user, RealName: 'ada.mensah@example.com' }), installation);
    expect(record.name.full).toBeNull();
  });

  it('takes a mailbox of a function for the organisation', () => {
    expect(toPersonRecord(RtUser.parse({ ...user, EmailAddress: 'info@acme.example' }), installation).kind).toBe('ORGANIZATION');
  });

  it('reads what an account with few rights is shown', () => {
    const narrow = RtUser.parse({
      ...user,
      CustomFields: '',
      WorkPhone: '',
      MobilePhone: '',
      HomePhone: '',
      PagerPhone: '',
      Created: NEVER,
    });
    expect(toPersonRecord(narrow, installation)).toMatchObject({ phones: [], externalIds: [], createdAt: null, updatedAt: null });
  });

  it("knows RT's own users", () => {
    expect([user, { ...user, Name: 'RT_System' }, { ...user, Name: 'Nobody' }].map((one) => isPerson(RtUser.parse(one)))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

const ticket = {
  ...{ type: 'ticket', id: '301', _url: 'x', Subject: 'It is broken', Status: 'open', Priority: '100', Created: '2026-05-20T09:00:00Z' },
  ...{ LastUpdated: '2026-05-21T09:00:00Z', Started: NEVER, Resolved: NEVER, Due: NEVER },
  Requestor: [user, { type: 'group', id: '900', _url: 'x' }, { ...user, id: 29 }],
};

function one(fields: object) {
  const [first] = toTickets(RtTicket.parse({ ...ticket, ...fields }), installation, NOW);
  return first;
}

describe('toTickets', () => {
  it('gives a ticket to each of its requestors, groups left out', () => {
    expect(toTickets(RtTicket.parse(ticket), installation, NOW).map(({ record }) => record)).toEqual(['rt:user:27', 'rt:user:29']);
  });

  it.each([
    ['new', 'OPEN'],
    ['open', 'IN_PROGRESS'],
    ['stalled', 'ON_HOLD'],
    ['resolved', 'CLOSED'],
    ['rejected', 'CLOSED'],
    ['deleted', 'CLOSED'],
    ['Resolved', 'CLOSED'],
  ])('%s is %s', (Status, status) => {
    expect(one({ Status })?.status).toBe(status);
  });

  it('reads statuses of the house from the dates', () => {
    const at = '2026-05-22T09:00:00Z';
    expect(one({ Status: 'waiting' })?.status).toBe('OPEN');
    expect(one({ Status: 'waiting', Started: at })?.status).toBe('IN_PROGRESS');
    expect(one({ Status: 'shipped', Started: at, Resolved: at })?.status).toBe('CLOSED');
  });

  it('tells a promise that is kept, broken, or still to keep', () => {
    const [before, after] = ['2026-05-31T00:00:00Z', '2026-06-02T00:00:00Z'];
    expect(one({})).toMatchObject({ sla: 'NONE', slaDueAt: null });
    expect(one({ Due: before })).toMatchObject({ sla: 'BREACHED', slaDueAt: '2026-05-31T00:00:00.000Z' });
    expect(one({ Due: after })).toMatchObject({ sla: 'ON_TRACK' });
    expect(one({ Due: before, Status: 'resolved', Resolved: '2026-05-30T00:00:00Z' })).toMatchObject({ sla: 'FULFILLED' });
    expect(one({ Due: before, Status: 'resolved', Resolved: after })).toMatchObject({ sla: 'BREACHED' });
  });

  it('forgets when a ticket was resolved that was opened again', () => {
    expect(one({ Status: 'open', Resolved: '2026-05-30T00:00:00Z' })?.solvedAt).toBeNull();
    expect(one({ Status: 'resolved', Resolved: '2026-05-30T00:00:00Z' })?.solvedAt).toBe('2026-05-30T00:00:00.000Z');
  });
});

describe('what RT writes for nothing', () => {
  it('is nothing', () => {
    expect([null, undefined, '', NEVER].map(toInstant)).toEqual([null, null, null, null]);
    expect(toInstant('2026-05-30T02:00:00+02:00')).toBe('2026-05-30T00:00:00.000Z');
  });

  it('is told from an error', () => {
    expect(UserAnswer.parse({ message: 'Not Found' })).toEqual({ message: 'Not Found' });
    expect(UserAnswer.parse({ Name: 'ada', _hyperlinks: [] })).toEqual({ name: 'ada' });
    expect(UserAnswer.safeParse({ users: [] }).success).toBe(false);
  });
});
