// Who is calling? The customer behind a number, how sure that is, who else it might be, and what to know before one picks up.
import { toIdentity } from '../../../../subgraphs/customer/identity';
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import { findCustomer } from '../customer';
import { invoicesOf, overdueBalanceOf } from '../parts/billing';
import { companyNameOf, ownerOf } from '../parts/crm';
import { open, ticketsOf } from '../parts/support';
import { everythingOf, evidenceOf } from '../resolved';
import { textIn, type Question } from './question';

export const whoIsCalling: Question = async (variables, systems) => {
  const customer = await findCustomer(toIdentifier({ phone: textIn(variables, 'phone') }, undefined), systems.shelves);
  if (customer === null) return { customer };
  const everything = await everythingOf(customer);
  const { CRM, SUPPORT, BILLING } = everything;
  const [owner, company, tickets, invoices] = await Promise.all([
    ownerOf(CRM.linked, systems),
    companyNameOf(CRM.linked, systems),
    ticketsOf(SUPPORT.linked, systems),
    invoicesOf(BILLING.linked, systems),
  ]);
  const { status, confidence, candidates } = toIdentity(customer.keys, evidenceOf(everything));
  return {
    customer: {
      id: customer.keys.anchor,
      displayName: customer.displayName,
      identity: {
        ...{ status, confidence },
        candidates: candidates.map((candidate) => ({ record: { id: candidate.record.id }, confidence: candidate.confidence })),
      },
      crm: CRM.linked.length === 0 ? null : { owner: owner === null ? null : { name: owner.name }, company },
      support: SUPPORT.linked.length === 0 ? null : { openTickets: open(tickets).length },
      billing: BILLING.linked.length === 0 ? null : { overdueBalance: overdueBalanceOf(invoices, new Date()) },
    },
  };
};
