// What do we hold on them? Every record as its system answered it, found over two steps: also by what linked records are known by.
import type { PersonRecord } from '../../../../platform/record';
import { toIdentity } from '../../../../subgraphs/customer/identity';
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import { toRecords } from '../../../../subgraphs/customer/records';
import { findCustomer, withOptions } from '../customer';
import { everythingOf, evidenceOf, type Records } from '../resolved';
import { textIn, type Question } from './question';

export const whatDoWeHoldOnThem: Question = async (variables, systems) => {
  const identifier = toIdentifier({ email: textIn(variables, 'email') }, undefined);
  const customer = await findCustomer(identifier, systems.shelves, withOptions({ depth: 2 }));
  if (customer === null) return { customer };
  const everything = await everythingOf(customer);
  const evidence = evidenceOf(everything);
  const { CRM, SALES, BILLING, MARKETING, SUPPORT } = everything;
  const { candidates } = toIdentity(customer.keys, evidence);
  return {
    customer: {
      id: customer.keys.anchor,
      records: toRecords(customer.keys, evidence).map(({ id, url }) => ({ id, url })),
      ...{ crm: viewOf(CRM), sales: viewOf(SALES), billing: viewOf(BILLING), marketing: viewOf(MARKETING), support: viewOf(SUPPORT) },
      identity: { candidates: candidates.map(({ record, confidence }) => ({ record: { id: record.id }, confidence })) },
    },
  };
};

function viewOf({ linked }: Records<PersonRecord>) {
  if (linked.length === 0) return null;
  return { records: linked.map(({ record: { id, updatedAt, raw } }) => ({ ref: { id }, updatedAt, raw })) };
}
