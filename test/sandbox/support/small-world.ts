// A world of a few people, made by hand, for the tests of the emulators: each record stands for one thing a vendor does.
import { emptyMailchimp } from '../../../sandbox/world/mailchimp-story';
import { emptyForceStory } from '../../../sandbox/world/salesforce-story';
import type { CrmContact, HelpdeskTicket, HelpdeskUser, World } from '../../../sandbox/world/story';

const NOW = '2026-06-01T12:00:00.000Z';

/** A contact with the fields given; the rest empty. */
export function aContact(fields: Partial<CrmContact> & { id: string }): CrmContact {
  return {
    person: `person-${fields.id}`,
    email: null,
    additionalEmails: [],
    phone: null,
    mobile: null,
    firstName: null,
    lastName: null,
    company: null,
    companyId: null,
    jobTitle: null,
    street: null,
    city: null,
    postalCode: null,
    country: null,
    lifecycleStage: 'customer',
    leadStatus: null,
    leadSource: null,
    ownerId: null,
    language: null,
    createdAt: '2025-01-01T08:00:00.000Z',
    updatedAt: '2026-05-01T08:00:00.000Z',
    mergedIds: [],
    archived: false,
    custom: {},
    ...fields,
  };
}

/** A helpdesk user with the fields given; the rest empty. */
export function aUser(fields: Partial<HelpdeskUser> & { id: string }): HelpdeskUser {
  return {
    person: `person-${fields.id}`,
    name: `User ${fields.id}`,
    email: null,
    additionalEmails: [],
    phone: null,
    phoneIsDirect: false,
    externalId: null,
    verified: true,
    organisation: null,
    locale: 'en-GB',
    createdAt: '2025-01-01T08:00:00.000Z',
    updatedAt: '2026-05-01T08:00:00.000Z',
    mergedIds: [],
    deleted: false,
    ...fields,
  };
}

/** A ticket with the fields given; open, unrated, without agreement. */
export function aTicket(fields: Partial<HelpdeskTicket> & { id: string; requesterId: string }): HelpdeskTicket {
  return {
    subject: `Ticket ${fields.id}`,
    description: 'It does not work',
    status: 'open',
    priority: 'normal',
    channel: 'email',
    tags: [],
    createdAt: '2026-05-20T09:00:00.000Z',
    updatedAt: '2026-05-21T09:00:00.000Z',
    firstReplyAt: null,
    solvedAt: null,
    rating: { score: 'unoffered', comment: null, at: null },
    slaBreachAt: null,
    comments: [],
    ...fields,
  };
}

/** The world; parts given replace its own. */
export function smallWorld(parts: { contacts?: CrmContact[]; users?: HelpdeskUser[]; tickets?: HelpdeskTicket[] } = {}): World {
  return {
    seed: 1,
    now: NOW,
    crm: {
      contacts: parts.contacts ?? contacts,
      companies: [
        {
          id: '801',
          name: 'Acme GmbH',
          domain: 'acme.example',
          phone: '+49 30 901800',
          lifecycleStage: 'customer',
          ownerId: '72',
          industry: null,
          employees: 40,
          createdAt: '2024-01-01T00:00:00.000Z',
          updatedAt: '2024-02-01T00:00:00.000Z',
        },
      ],
      owners: [
        { id: '71', email: 'olga@sandbox.example', firstName: 'Olga', lastName: 'Owner' },
        { id: '72', email: 'otto@sandbox.example', firstName: 'Otto', lastName: 'Owner' },
      ],
      deals: [
        {
          id: '901',
          contactIds: ['501', '502'],
          companyIds: ['801'],
          name: 'Renewal',
          stage: 'closedwon',
          amount: '1200.50',
          currency: 'EUR',
          closeDate: '2026-03-01T00:00:00.000Z',
          ownerId: '71',
          createdAt: '2026-01-01T00:00:00.000Z',
          updatedAt: '2026-03-01T00:00:00.000Z',
        },
      ],
      activities: [
        {
          id: '1001',
          contactIds: ['501'],
          companyIds: [],
          kind: 'calls',
          subject: 'First call',
          body: 'Said hello',
          ownerId: '71',
          at: '2026-02-01T10:00:00.000Z',
        },
        {
          id: '1002',
          contactIds: ['501'],
          companyIds: ['801'],
          kind: 'notes',
          subject: null,
          body: 'Likes tea',
          ownerId: '71',
          at: '2026-02-02T10:00:00.000Z',
        },
      ],
    },
    helpdesk: { users: parts.users ?? users, tickets: parts.tickets ?? tickets },
    billing: { customers: [], invoices: [] },
    shop: { customers: [], orders: [], staff: [] },
    payments: { customers: [], invoices: [], subscriptions: [], charges: [] },
    marketing: { profiles: [], events: [], lists: [], segments: [], campaigns: [] },
    vendure: { customers: [], orders: [] },
    mailchimp: emptyMailchimp(),
    intercom: { contacts: [], conversations: [] },
    requestTracker: { users: [], tickets: [] },
    salesforce: emptyForceStory(),
    truth: [],
  };
}

const contacts = [
  aContact({
    id: '501',
    email: 'Anna@Example.com',
    additionalEmails: ['anna.work@acme.example'],
    phone: '+49 30 901820',
    mobile: '0171 2345678',
    firstName: 'Anna',
    lastName: 'Muster',
    companyId: '801',
    country: 'DE',
    ownerId: '71',
    mergedIds: ['499'],
    custom: { loyalty_tier: 'gold' },
  }),
  aContact({ id: '502', email: 'bert@example.com', phone: '(415) 555-2671', country: 'US', firstName: 'Bert', lastName: 'Brown' }),
  aContact({ id: '503', email: 'gone@example.com', archived: true }),
];

const users = [
  aUser({
    id: '77',
    name: 'Anna Muster',
    email: 'anna@example.com',
    additionalEmails: ['Anna.Work@acme.example'],
    phone: '+4930901820',
    phoneIsDirect: true,
    externalId: 'CRM-501',
    organisation: 'Acme GmbH',
    mergedIds: ['76'],
  }),
  aUser({ id: '78', name: 'Bert Brown', email: 'bert@example.com', phone: '+14155552671' }),
  aUser({ id: '79', name: 'Gone User', email: 'gone@example.com', deleted: true }),
];

const tickets = [
  aTicket({
    id: '301',
    requesterId: '77',
    priority: 'urgent',
    tags: ['billing'],
    firstReplyAt: '2026-05-20T10:30:00.000Z',
    slaBreachAt: '2026-06-01T15:00:00.000Z',
    comments: [
      { id: '3011', at: '2026-05-20T09:00:00.000Z', body: 'It does not work', public: true, authorId: '77' },
      { id: '3012', at: '2026-05-20T10:30:00.000Z', body: 'Have you <tried>?', public: true, authorId: '9' },
    ],
  }),
  aTicket({
    id: '302',
    requesterId: '77',
    status: 'solved',
    solvedAt: '2026-05-21T09:00:00.000Z',
    rating: { score: 'good', comment: 'Thank you', at: '2026-05-22T09:00:00.000Z' },
  }),
  aTicket({ id: '303', requesterId: '78', status: 'pending', rating: { score: 'offered', comment: null, at: '2026-05-22T09:00:00.000Z' } }),
];
