// Who owes us? What is to be paid and what is overdue, and who is to speak with them.
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import { findCustomer } from '../customer';
import { balanceOf, invoicesOf, overdueBalanceOf, overdueOf } from '../parts/billing';
import { ownerOf } from '../parts/crm';
import { recordsOf } from '../resolved';
import { textIn, USUAL_PAGE, type Question } from './question';

export const whoOwesUs: Question = async (variables, systems) => {
  const { shelves } = systems;
  const customer = await findCustomer(toIdentifier({ id: textIn(variables, 'id') }, undefined), shelves);
  if (customer === null) return { customer };
  const [billing, crm] = await Promise.all([recordsOf(shelves.BILLING, customer), recordsOf(shelves.CRM, customer)]);
  const [invoices, owner] = await Promise.all([invoicesOf(billing.linked, systems), ownerOf(crm.linked, systems)]);
  const now = new Date();
  return {
    customer: {
      displayName: customer.displayName,
      billing:
        billing.linked.length === 0
          ? null
          : {
              balance: balanceOf(invoices),
              overdueBalance: overdueBalanceOf(invoices, now),
              invoices: { nodes: overdueOf(invoices, now).slice(0, USUAL_PAGE) },
            },
      crm: crm.linked.length === 0 ? null : { owner: owner === null ? null : { name: owner.name } },
    },
  };
};
