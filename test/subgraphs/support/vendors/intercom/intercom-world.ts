// The people of the pretend Intercom that the connector's tests ask for.
import type { IntercomContact, IntercomConversation } from '../../../../../sandbox/world/intercom-story';
import type { World } from '../../../../../sandbox/world/story';
import { smallWorld } from '../../../../sandbox/support/small-world';

export const TOKEN = 'intercom-test';

/** Intercom's id of a contact known by a small number. */
export function hex(number: number): string {
  return number.toString(16).padStart(24, '6');
}

export const id = (number: number) => `intercom:contact:${hex(number)}`;
export const ticket = (number: number) => `intercom:conversation:${number}`;

export function aContact(number: number, fields: Partial<IntercomContact> = {}): IntercomContact {
  return {
    id: hex(number),
    person: `person-${number}`,
    role: 'user',
    externalId: null,
    email: null,
    phone: null,
    name: null,
    language: null,
    unsubscribed: false,
    createdAt: '2025-01-01T08:00:00.000Z',
    updatedAt: '2026-05-01T08:00:00.000Z',
    lastSeenAt: null,
    custom: {},
    mergedInto: null,
    ...fields,
  };
}

/** Began by the contact of the number, by a message in the messenger. */
export function aConversation(number: number, contact: number, fields: Partial<IntercomConversation> = {}): IntercomConversation {
  return {
    id: String(number),
    contactIds: [hex(contact)],
    title: null,
    source: {
      id: `${number}0`,
      type: 'conversation',
      subject: '',
      body: `Matter ${number}`,
      author: { kind: 'contact', id: hex(contact) },
    },
    state: 'open',
    snoozedUntil: null,
    priority: false,
    tags: [],
    createdAt: '2026-05-20T09:00:00.000Z',
    updatedAt: '2026-05-21T09:00:00.000Z',
    firstAdminReplyAt: null,
    lastCloseAt: null,
    rating: null,
    sla: null,
    parts: [],
    custom: {},
    ...fields,
  };
}

const ADMIN = { kind: 'admin', id: '9' } as const;
const ANNA = { kind: 'contact', id: hex(77) } as const;

export const world: World = {
  ...smallWorld(),
  now: new Date().toISOString(),
  intercom: {
    contacts: [
      aContact(77, {
        ...{ name: 'Anna Muster', email: 'anna@example.com', phone: '+49 30 901820', externalId: '501', language: 'de' },
        ...{ unsubscribed: true, createdAt: '2024-03-01T08:00:00.000Z', updatedAt: '2026-05-02T08:30:00.000Z' },
        custom: { plan: 'scale', seats: 12 },
      }),
      aContact(78, { role: 'lead', name: 'Bert Brown', email: 'bert@example.com', phone: '+4930901820' }),
      aContact(79, { role: 'lead', email: 'gone@example.com', mergedInto: hex(77) }),
      aContact(80, { phone: '+49301234567' }),
      aContact(81, { name: 'Acme', email: 'info@acme.example' }),
      aContact(82, { name: 'Capital Letters', email: 'Capital@Example.com' }),
      aContact(86, { name: 'Clara Caller', email: 'clara@example.com' }),
      aContact(87, { name: 'Carl Caller' }),
      aContact(88, { name: 'Busy', email: 'busy@example.com' }),
    ],
    conversations: [
      aConversation(301, 77, {
        ...{ priority: true, tags: ['billing', 'vip'], sla: 'missed', firstAdminReplyAt: '2026-05-20T10:30:00.000Z' },
        source: { id: '3010', type: 'email', subject: 'It is <broken>', body: 'It does not work & it\nshould', author: ANNA },
        parts: [
          { id: '3011', type: 'comment', body: 'Have you tried?', at: '2026-05-20T10:30:00.000Z', author: ADMIN },
          { id: '3012', type: 'note', body: 'Difficult customer', at: '2026-05-20T10:31:00.000Z', author: ADMIN },
          { id: '3013', type: 'assignment', body: null, at: '2026-05-20T10:32:00.000Z', author: { kind: 'bot', id: '5' } },
        ],
      }),
      aConversation(302, 77, {
        ...{ state: 'closed', sla: 'hit', createdAt: '2026-05-22T09:00:00.000Z', lastCloseAt: '2026-05-23T09:00:00.000Z' },
        rating: { score: 5, remark: 'Thank you', at: '2026-05-24T09:00:00.000Z' },
      }),
      aConversation(303, 78, {
        state: 'snoozed',
        sla: 'active',
        createdAt: '2026-05-15T09:00:00.000Z',
        lastCloseAt: '2026-05-16T09:00:00.000Z',
      }),
      // Begun by Clara; Bert was brought in.
      aConversation(401, 86, { contactIds: [hex(78), hex(86)], priority: true, createdAt: '2026-05-10T09:00:00.000Z' }),
      aConversation(402, 87, { priority: true, createdAt: '2026-05-19T09:00:00.000Z' }),
      aConversation(403, 86, { createdAt: '2026-05-21T09:00:00.000Z' }),
      aConversation(404, 87, { state: 'closed', priority: true, createdAt: '2026-05-02T09:00:00.000Z' }),
      ...Array.from({ length: 320 }, (_, index) =>
        aConversation(1_000 + index, 88, { state: 'closed', createdAt: new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString() }),
      ),
    ],
  },
};
