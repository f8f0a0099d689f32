// What a real helpdesk and a real shop are filled with: the people of the real database, each with a history that follows from
// their place in the list, so that every answer can be counted beforehand.
import type { ChinookPerson } from '../chinook/database';
import type { RealPerson, RealTicket } from './request-tracker/fill';
import type { ShopPeople, ShopPerson } from './vendure/people';

/** Every third person has none, the next one ticket, the next two: an urgent one that is open, and one that is done. */
export function ticketsOf(index: number): readonly RealTicket[] {
  const open: RealTicket = { subject: `Question ${index}`, content: 'How does it go on?', status: 'open', priority: 100 };
  const done: RealTicket = { subject: `Older question ${index}`, content: 'Thank you.', status: 'resolved' };
  const answered: RealTicket = { ...open, replies: [{ by: 'staff', text: 'Like this.' }] };
  return [[], [open], [answered, done]][index % 3] ?? [];
}

/** Everybody has an order, every second person two. */
export function ordersOf(index: number): ShopPerson['orders'] {
  const order = (month: string, state: 'Delivered' | 'PaymentSettled'): ShopPerson['orders'][number] => ({
    ...{ placedAt: `2026-${month}-10T09:00:00.000Z`, lines: [{ sku: 'BCN-100', quantity: 1 + (index % 3) }], state },
    ...{ parcel: { method: 'Parcel', trackingCode: `PX${index}` }, refund: null, salesPerson: null },
  });
  return index % 2 === 0 ? [order('03', 'Delivered')] : [order('03', 'Delivered'), order('06', 'PaymentSettled')];
}

/** Request Tracker takes no address that is not ASCII, as one of these people has: it does not know them. */
export function isKnownToHelpdesk({ email }: ChinookPerson): boolean {
  return /^[\x21-\x7e]+$/.test(email);
}

/** As Request Tracker takes them. */
export function toHelpdesk(people: readonly ChinookPerson[]): RealPerson[] {
  return people.flatMap((person, index) => {
    const { name, email, phone } = person;
    if (!isKnownToHelpdesk(person)) return [];
    return [{ name: email, realName: name, email, tickets: ticketsOf(index), ...(phone === null ? {} : { workPhone: phone }) }];
  });
}

/** As Vendure takes them. */
export function toShop(people: readonly ChinookPerson[]): ShopPeople {
  return {
    articles: [{ sku: 'BCN-100', name: 'Beacon sensor', price: 7_900 }],
    people: people.map(({ name, email, phone }, index) => {
      const [firstName = '', ...rest] = name.split(' ');
      return {
        ...{ firstName, lastName: rest.join(' '), emailAddress: email, phoneNumber: phone, hasAccount: true, customFields: {} },
        addresses: [{ company: null, streetLine1: 'Street 1', city: 'Berlin', postalCode: '10115', countryCode: 'DE' }],
        orders: ordersOf(index),
      };
    }),
  };
}
