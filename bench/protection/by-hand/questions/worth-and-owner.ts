// What are they worth, and who owns them? Deals, orders and invoices, each added up a currency.
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import { salesPersonOf } from '../../../../subgraphs/sales/view';
import { findCustomer } from '../customer';
import { balanceOf, current, invoicesOf, monthlyOf, subscriptionsOf, totalOf } from '../parts/billing';
import { dealsOf, ownerOf, stageOf } from '../parts/crm';
import { lifetimeValueOf, orderCountOf, ordersOf } from '../parts/sales';
import { recordsOf } from '../resolved';
import { textIn, USUAL_PAGE, type Question } from './question';

export const worthAndOwner: Question = async (variables, systems) => {
  const { shelves } = systems;
  const customer = await findCustomer(toIdentifier({ id: textIn(variables, 'id') }, undefined), shelves);
  if (customer === null) return { customer };
  const [crm, sales, billing] = await Promise.all([
    recordsOf(shelves.CRM, customer),
    recordsOf(shelves.SALES, customer),
    recordsOf(shelves.BILLING, customer),
  ]);
  const [owner, deals, orderCount, lifetimeValue, orders, invoices, subscriptions] = await Promise.all([
    ownerOf(crm.linked, systems),
    dealsOf(crm.linked, systems),
    orderCountOf(sales.linked, systems),
    lifetimeValueOf(sales.linked, systems),
    ordersOf(sales.linked, systems),
    invoicesOf(billing.linked, systems),
    subscriptionsOf(billing.linked, systems),
  ]);
  const openDeals = deals.filter(({ status }) => status === 'OPEN');
  const seller = salesPersonOf(orders);
  return {
    customer: {
      displayName: customer.displayName,
      crm:
        crm.linked.length === 0
          ? null
          : {
              owner: owner === null ? null : { name: owner.name, email: owner.email },
              lifecycleStage: stageOf(crm.linked),
              opportunities: {
                totalCount: openDeals.length,
                nodes: openDeals.slice(0, USUAL_PAGE).map(({ name, stage, amount, currency, closeDate }) => ({
                  ...{ name, stage, closeDate },
                  amount: amount === null || currency === null ? null : { amount, currency },
                })),
              },
            },
      sales:
        sales.linked.length === 0
          ? null
          : { orderCount, lifetimeValue, salesPerson: seller === null ? null : { name: seller.name, email: seller.email } },
      billing:
        billing.linked.length === 0
          ? null
          : {
              invoicedTotal: totalOf(invoices),
              balance: balanceOf(invoices),
              monthlyRecurring: monthlyOf(subscriptions),
              subscriptions: current(subscriptions).map(({ plan, monthlyAmount, currency, renewsAt, endsAt }) => ({
                ...{ plan, renewsAt, endsAt },
                monthlyAmount: monthlyAmount === null ? null : { amount: monthlyAmount, currency },
              })),
            },
    },
  };
};
