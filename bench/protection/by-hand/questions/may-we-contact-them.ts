// May we contact them? The one question that is asked of the systems themselves each time: consent is never taken from memory.
import { linkedRecords } from '../../../../subgraphs/customer/linked-records';
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import { toPermissions } from '../../../../subgraphs/customer/permissions';
import { findCustomer, withOptions } from '../customer';
import { isBouncing, listsOf } from '../parts/marketing';
import { everythingOf, evidenceOf, type Everything } from '../resolved';
import type { Systems } from '../systems';
import { textIn, type Question } from './question';

export const mayWeContactThem: Question = async (variables, systems) => {
  const identifier = toIdentifier({ id: textIn(variables, 'id') }, undefined);
  const customer = await findCustomer(identifier, systems.live(), withOptions({ maxAgeSeconds: 0 }));
  if (customer === null) return { customer };
  const everything = await everythingOf(customer);
  const evidence = evidenceOf(everything);
  const permissions = toPermissions(linkedRecords(customer.keys, evidence), evidence);
  return {
    customer: {
      displayName: customer.displayName,
      profile: {
        permissions: permissions.map(({ channel, purpose, status, conflict, complete, grantedFor, consents }) => ({
          ...{ channel, purpose, status, conflict, complete, grantedFor },
          consents: consents.map((consent) => ({ status: consent.status, at: consent.at, record: { id: consent.record.id } })),
        })),
      },
      marketing: await marketingOf(everything, systems),
    },
  };
};

async function marketingOf({ MARKETING: { linked } }: Everything, systems: Systems) {
  if (linked.length === 0) return null;
  const lists = await listsOf(linked, systems);
  return {
    consents: linked.flatMap(({ record }) =>
      record.consents.map(({ channel, purpose, status, address, at }) => ({
        ...{ channel, purpose, status, address, lastUpdate: at },
        record: { id: record.id },
      })),
    ),
    emailBouncing: isBouncing(linked),
    lists: lists.map(({ audience, records }) => ({ audience: { name: audience.name }, records })),
  };
}
