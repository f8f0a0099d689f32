// The record of each pretend system by which the product may check its look-ups: `HUBSPOT_CANARY` and so on, as an operator would
// set them. It is always the first person of the CRM, who is in every system of a world of its own making.
import type { World } from './world/story';

interface Findable {
  id: string;
  person: string;
  email: string | null;
  phone?: string | null;
}

/** One setting a system that knows the person by an address; systems of other people, or of none, have no canary. */
export function canariesOf(world: World): Record<string, string> {
  const { crm, helpdesk, shop, payments, marketing, billing } = world;
  const person = crm.contacts[0]?.person;
  const systems: Record<string, { type: string; records: readonly Findable[] }> = {
    hubspot: { type: 'contact', records: crm.contacts },
    zendesk: { type: 'user', records: helpdesk.users },
    shopify: { type: 'customer', records: shop.customers },
    stripe: { type: 'customer', records: payments.customers },
    klaviyo: { type: 'profile', records: marketing.profiles },
    // Its numbers are as they were typed, and its addresses are old ones.
    sql: { type: 'customer', records: billing.customers },
    // Joined by choice: numbers as they were typed here, too.
    vendure: {
      type: 'customer',
      records: world.vendure.customers.map(({ id, person: of, emailAddress }) => ({ id, person: of, email: emailAddress })),
    },
    mailchimp: {
      type: 'member',
      records: world.mailchimp.members.map(({ audienceId, contactId, person: of, email }) => ({
        id: `${audienceId}-${contactId}`,
        person: of,
        email,
      })),
    },
    // Its search minds the case of an address.
    intercom: {
      type: 'contact',
      records: world.intercom.contacts.map(({ id, person: of, email }) => ({
        id,
        person: of,
        email: email?.toLowerCase() === email ? email : null,
      })),
    },
    'request-tracker': {
      type: 'user',
      records: world.requestTracker.users.map(({ id, person: of, emailAddress }) => ({ id, person: of, email: emailAddress })),
    },
    salesforce: {
      type: 'contact',
      records: world.salesforce.contacts.flatMap(({ id, person: of, email, deleted }) => (deleted ? [] : [{ id, person: of, email }])),
    },
  };
  return Object.fromEntries(
    Object.entries(systems).flatMap(([source, { type, records }]) => {
      const record = records.find((one) => one.person === person && one.email !== null);
      if (record === undefined) return [];
      const { id, email, phone = null } = record;
      // Of numbers that are written in some other way each system finds some, and none promises which.
      const byPhone = phone !== null && /^\+\d+$/.test(phone) ? [`phone:${phone}`] : [];
      return [
        [
          `${source.toUpperCase().replaceAll('-', '_')}_CANARY`,
          [`id:${source}:${type}:${id}`, `email:${email ?? ''}`, ...byPhone].join(','),
        ],
      ];
    }),
  );
}
