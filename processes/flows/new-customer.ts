// Somebody new in the shop belongs into the CRM, unless they are there already. Where a record there might be theirs, a person decides:
// a second contact is annoying, a wrong merge would be somebody else's data.
import { callIn } from '../workflows/action';
import { workflow } from '../workflows/workflow';
import { createContact } from './actions';
import { NewCustomerReadDocument } from './reads.gen';

export const newCustomer = workflow({
  name: 'new-customer-into-crm',
  about: 'A new customer of the shop becomes a contact of the CRM, unless identity finds one; where one might be theirs, a person decides.',
  on: ['sales.customer.created'],
  read: NewCustomerReadDocument,
  each({ data: { customer, sources } }) {
    const crm = sources.filter(({ domains }) => domains.includes('CRM')).map(({ id }) => id);
    if (customer === null || crm.length === 0) return [];
    const mightBeTheirs = (customer.identity?.candidates ?? []).some(({ record }) => crm.includes(record.source));
    return [{ key: customer.id, item: { source: crm[0] ?? '', mightBeTheirs } }];
  },
  when: ({ data: { customer } }) => (customer?.crm?.records ?? []).length === 0,
  choose: { choices: ['CREATE', 'SAME'], isNeeded: ({ item }) => item.mightBeTheirs },
  does: [createContact],
  steps({ data: { customer }, item, chosen }) {
    // SAME = the person has linked, or will link, the two by `linkRecords`.
    const [email] = customer?.emails ?? [];
    if (customer === null || email === undefined || chosen === 'SAME') return [];
    const [phone] = customer.phones;
    const { given, family } = customer.profile?.name ?? { given: null, family: null };
    return [
      callIn(createContact, item.source, {
        email,
        ...(phone === undefined ? {} : { phone }),
        ...(given === null ? {} : { givenName: given }),
        ...(family === null ? {} : { familyName: family }),
      }),
    ];
  },
});
