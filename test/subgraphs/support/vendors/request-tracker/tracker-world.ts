// The people of the pretend Request Tracker that the connector's tests ask for.
import type { TrackerTicket } from '../../../../../sandbox/world/request-tracker-story';
import type { World } from '../../../../../sandbox/world/story';
import { smallWorld } from '../../../../sandbox/support/small-world';
import { aTrackerTicket, aTrackerUser, aTransaction } from '../../../../sandbox/support/tracker-records';

export const TOKEN = '1-30-0123456789abcdef0123456789abcdef';
/** Of somebody with more tickets than a page. */
export const BUSY = '90';

export const id = (user: string) => `request-tracker:user:${user}`;
export const ticket = (number: string) => `request-tracker:ticket:${number}`;

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

function manyTickets(requestorId: string, count: number, firstId: number): TrackerTicket[] {
  return Array.from({ length: count }, (_, index) =>
    aTrackerTicket({
      ...{ id: String(firstId + index), requestorIds: [requestorId], status: 'resolved', resolved: '2025-12-01T00:00:00.000Z' },
      created: new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString(),
    }),
  );
}

export const world: World = {
  ...smallWorld(),
  now: new Date().toISOString(),
  requestTracker: {
    users: [
      aTrackerUser({
        ...{
          id: '77',
          name: 'anna',
          realName: 'Anna Muster',
          emailAddress: 'Anna.Muster@Example.com',
          organization: 'Acme GmbH',
          lang: 'de',
        },
        ...{ workPhone: '+49 30 901820', mobilePhone: '0151 23456789', city: 'Berlin', country: 'Germany' },
        customFields: { 'CRM Id': ['501'] },
        ...{ created: '2024-03-01T08:00:00.000Z', lastUpdated: '2026-05-02T08:30:00.000Z' },
      }),
      aTrackerUser({
        id: '79',
        name: 'bert@example.com',
        realName: 'Bert Brown',
        emailAddress: 'bert@example.com',
        customFields: { 'CRM Id': ['502'] },
      }),
      // Somebody who wrote once: RT made a user of the address.
      aTrackerUser({ id: '81', name: 'new@example.org', realName: 'new@example.org', emailAddress: 'new@example.org' }),
      aTrackerUser({ id: '83', name: 'nobody-yet' }),
      aTrackerUser({ id: '85', name: 'clara@example.com', realName: 'Clara Caller', emailAddress: 'clara@example.com' }),
      aTrackerUser({ id: '87', name: 'carl@example.com', realName: 'Carl Caller', emailAddress: 'carl@example.com' }),
      // May not log in any more: RT's searches leave such users out, their tickets stay.
      aTrackerUser({ id: '88', name: 'gone@example.com', realName: 'Gone Caller', emailAddress: 'gone@example.com', disabled: true }),
      aTrackerUser({ id: BUSY, name: 'busy@example.com', emailAddress: 'busy@example.com' }),
      aTrackerUser({ id: '95', name: 'agent', realName: 'Agnes Agent', emailAddress: 'agent@house.example', privileged: true }),
    ],
    tickets: [
      aTrackerTicket({
        ...{ id: '301', requestorIds: ['77'], subject: 'It is broken', priority: 100, status: 'open', due: '2026-05-20T12:00:00.000Z' },
        transactions: [
          aTransaction({
            id: '3011',
            type: 'Create',
            creatorId: '77',
            created: '2026-05-20T09:00:00.000Z',
            text: 'It does not work — ümlaut',
          }),
          aTransaction({ id: '3012', type: 'EmailRecord', creatorId: '1', created: '2026-05-20T09:00:01.000Z', text: 'not for you' }),
          aTransaction({ id: '3013', creatorId: '95', created: '2026-05-20T10:30:00.000Z', text: 'Have you tried?' }),
          aTransaction({ id: '3014', type: 'Comment', creatorId: '95', created: '2026-05-20T10:31:00.000Z', text: 'Difficult customer' }),
          aTransaction({ id: '3015', type: 'Status', creatorId: '1', created: '2026-05-20T10:32:00.000Z' }),
        ],
      }),
      aTrackerTicket({
        ...{ id: '302', requestorIds: ['77'], status: 'resolved', priority: 50, due: '2026-05-23T12:00:00.000Z' },
        ...{ created: '2026-05-22T09:00:00.000Z', resolved: '2026-05-23T09:00:00.000Z' },
      }),
      aTrackerTicket({
        ...{ id: '303', requestorIds: ['79', '77'], status: 'stalled', priority: 0, due: inHours(48), created: '2026-05-19T09:00:00.000Z' },
        transactions: [
          aTransaction({
            ...{ id: '3031', type: 'Create', creatorId: '79' },
            parts: [{ id: '30310', contentType: 'text/html', filename: null, content: '<p>Hello?</p><p>A &amp; B</p>' }],
          }),
        ],
      }),
      // Merged into 303, what was written in it with it.
      aTrackerTicket({
        ...{ id: '304', requestorIds: ['79'], mergedInto: '303', created: '2026-05-25T09:00:00.000Z' },
        transactions: [
          aTransaction({ id: '3041', type: 'Create', creatorId: '79', created: '2026-05-25T09:00:00.000Z', text: 'Hello again' }),
        ],
      }),
      aTrackerTicket({ id: '305', requestorIds: ['77'], status: 'deleted' }),
      aTrackerTicket({ id: '401', requestorIds: ['85'], priority: 80, status: 'new', started: null, created: '2026-05-10T09:00:00.000Z' }),
      aTrackerTicket({ id: '402', requestorIds: ['87'], priority: 120, created: '2026-05-19T09:00:00.000Z' }),
      aTrackerTicket({ id: '403', requestorIds: ['85'], priority: 100, created: '2026-05-21T09:00:00.000Z' }),
      aTrackerTicket({ id: '405', requestorIds: ['87'], priority: 90, status: 'resolved', created: '2026-05-02T09:00:00.000Z' }),
      aTrackerTicket({ id: '406', requestorIds: ['87'], priority: 99, status: 'stalled', created: '2026-05-11T09:00:00.000Z' }),
      ...manyTickets(BUSY, 250, 1_000),
    ],
  },
};
