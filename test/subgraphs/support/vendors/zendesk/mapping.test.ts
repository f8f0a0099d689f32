// Zendesk's mapping, held to its mapper.
import { zendeskMapping } from '../../../../../subgraphs/support/vendors/zendesk/mapping';
import {
  IdentityList,
  toComment,
  toPersonRecord,
  toTicket,
  ZendeskComment,
  ZendeskTicket,
  ZendeskUser,
  type Account,
} from '../../../../../subgraphs/support/vendors/zendesk/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

const account: Account = { source: 'help', url: 'https://acme.zendesk.com', phoneRegion: 'DE', externalId: 'hubspot:contact' };
const NOW = new Date('2026-06-01T12:00:00Z');

const USER = {
  id: 7,
  name: 'Anna Muster',
  email: 'anna@example.com',
  phone: '030 901820',
  shared_phone_number: false,
  external_id: '501',
  locale: 'de',
  role: 'end-user',
  active: true,
  verified: false,
  created_at: '2025-01-02T03:04:05Z',
  updated_at: '2025-02-03T04:05:06Z',
};
/** As `toPersonRecord` takes them: the user, and what its identities answered. */
const User = ZendeskUser.extend({ identities: IdentityList.shape.identities.optional() });

const TICKET = {
  id: 9,
  requester_id: 7,
  subject: 'Broken lamp',
  status: 'open',
  priority: 'high',
  via: { channel: 'web' },
  tags: ['lamp', 'broken'],
  satisfaction_rating: { score: 'good', comment: 'fine' },
  created_at: '2026-05-01T10:00:00Z',
  updated_at: '2026-05-02T10:00:00Z',
  metric_set: {
    solved_at: '2026-05-03T10:00:00Z',
    reply_time_in_minutes: { calendar: 90 },
    reply_time_in_seconds: { calendar: 5_401 },
  },
  slas: { policy_metrics: [{ stage: 'active', breach_at: '2026-06-01T13:00:00Z' }] },
};

describeMapping({
  name: 'zendesk',
  mapping: zendeskMapping(account),
  objects: [
    {
      of: 'PersonRecord',
      samples: [
        USER,
        { ...USER, identities: [{ type: 'email', value: 'anna@example.net', primary: true, verified: true }] },
        // A mailbox of a function, which only its one identity names.
        { ...USER, email: null, identities: [{ type: 'email', value: 'info@example.net', primary: true, verified: true }] },
      ],
      map(wire) {
        const { identities, ...user } = User.parse(wire);
        return toPersonRecord(user, account, identities);
      },
      instead: { role: ['agent'] },
      never: ['addresses', 'company', 'jobTitle', 'taxId', 'birthDate', 'employees', 'consents', 'movedTo'],
    },
    {
      of: 'Ticket',
      samples: [
        TICKET,
        { ...TICKET, metric_set: { ...TICKET.metric_set, reply_time_in_seconds: null } },
        { ...TICKET, slas: { policy_metrics: [{ stage: 'active', breach_at: '2026-06-01T11:00:00Z' }] } },
      ],
      map: (wire) => toTicket(ZendeskTicket.parse(wire), account, NOW),
      instead: {
        status: ['new', 'pending', 'hold', 'solved', 'closed'],
        'satisfaction_rating.score': ['bad', 'offered'],
        'slas.policy_metrics[].stage': ['achieved', 'paused'],
      },
    },
    {
      of: 'Comment',
      samples: [{ id: 1, author_id: 7, body: 'Hello', public: true, created_at: '2026-05-01T10:00:00Z' }],
      map: (wire) => toComment(ZendeskComment.parse(wire), account),
    },
  ],
});

it('has no line for external ids that nobody said whose they are', () => {
  const fields = (externalId?: string) => zendeskMapping({ externalId }).map(({ field }) => field);
  expect(fields('hubspot:contact')).toContain('externalIds');
  expect(fields()).not.toContain('externalIds');
});
