// What HubSpot leaves of two contacts that were merged: a new contact with a new id, which both old ids lead to.
// https://developers.hubspot.com/changelog/updated-merge-functionality-for-contacts-and-companies
import type { CrmContact } from '../../world/story';
import { changeContact } from './contacts';

/**
 * The contact that two became. What the primary one says stays; what it does not say comes from the other, whose addresses become
 * additional ones. It is as old as the older of them.
 *
 * @param now becomes `updatedAt`.
 */
export function toMergedContact(primary: CrmContact, other: CrmContact, id: string, now: string): CrmContact {
  const said = Object.fromEntries(Object.entries(primary).filter(([, value]) => value !== null));
  const [email = null, ...additionalEmails] = new Set([...addressesOf(primary), ...addressesOf(other)]);
  return changeContact(
    other,
    {
      ...said,
      ...{ id, email, additionalEmails, archived: false },
      createdAt: primary.createdAt < other.createdAt ? primary.createdAt : other.createdAt,
      mergedIds: [primary.id, ...primary.mergedIds, other.id, ...other.mergedIds],
      custom: { ...other.custom, ...primary.custom },
      updatedAt: now,
    },
    now,
  );
}

function addressesOf({ email, additionalEmails }: CrmContact): string[] {
  return [...(email === null ? [] : [email]), ...additionalEmails].map((address) => address.toLowerCase());
}
