// Records of the pretend Request Tracker, made by hand for the tests: each stands for one thing RT does.
import type { TrackerTicket, TrackerTransaction, TrackerUser } from '../../../sandbox/world/request-tracker-story';

/** A user with the fields given; the rest empty. */
export function aTrackerUser(fields: Partial<TrackerUser> & { id: string }): TrackerUser {
  return {
    ...{ person: `person-${fields.id}`, name: `user-${fields.id}`, realName: null, emailAddress: null, organization: null, lang: null },
    ...{ workPhone: null, mobilePhone: null, homePhone: null, address1: null, city: null, zip: null, country: null },
    ...{ customFields: {}, privileged: false, disabled: false },
    ...{ created: '2025-01-01T08:00:00.000Z', lastUpdated: '2026-05-01T08:00:00.000Z' },
    ...fields,
  };
}

/** A ticket with the fields given; open, of no priority, without words. */
export function aTrackerTicket(fields: Partial<TrackerTicket> & { id: string; requestorIds: string[] }): TrackerTicket {
  return {
    ...{ subject: `Ticket ${fields.id}`, status: 'open', priority: 0, queue: 'General', mergedInto: null, transactions: [] },
    ...{ created: '2026-05-20T09:00:00.000Z', lastUpdated: '2026-05-21T09:00:00.000Z', started: '2026-05-20T10:00:00.000Z' },
    ...{ resolved: null, told: null, due: null },
    ...fields,
  };
}

/** A message in plain words, or in several parts. */
export function aTransaction(
  fields: Pick<TrackerTransaction, 'id' | 'creatorId'> & Partial<TrackerTransaction> & { text?: string },
): TrackerTransaction {
  const { text, ...rest } = fields;
  const parts = text === undefined ? [] : [{ id: `${fields.id}0`, contentType: 'text/plain', filename: null, content: text }];
  return { type: 'Correspond', created: '2026-05-20T09:00:00.000Z', parts, ...rest };
}
