// Who works there? An organisation and its people: each of them is a customer, searched for and resolved like any other.
import type { ListQuery } from '../../../../platform/exchange/list';
import type { MatchProfile } from '../../../../platform/identity/match-keys';
import { primaryFirst } from '../../../../subgraphs/customer/customer';
import { listCustomers, type ListedEdge } from '../../../../subgraphs/customer/list-customers';
import { toPeopleQuery } from '../../../../subgraphs/customer/list-input';
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import { customerOf, directoryOf, findCustomer, finderOver, type Customer } from '../customer';
import { balanceOf, invoicesOf } from '../parts/billing';
import { ownerOf, stageOf } from '../parts/crm';
import { open, ticketsOf } from '../parts/support';
import { recordsOf } from '../resolved';
import type { Systems } from '../systems';
import { textIn, type Question } from './question';

export const whoWorksThere: Question = async (variables, systems) => {
  const { shelves } = systems;
  const customer = await findCustomer(toIdentifier({ id: textIn(variables, 'id') }, undefined), shelves);
  if (customer === null) return { customer };
  const anchor = anchorOf(customer);
  const [crm, billing] = await Promise.all([recordsOf(shelves.CRM, customer), recordsOf(shelves.BILLING, customer)]);
  const [owner, invoices, people] = await Promise.all([
    ownerOf(crm.linked, systems),
    invoicesOf(billing.linked, systems),
    anchor.kind === 'PERSON' ? null : peopleOf(customer, Number(variables['first']), systems),
  ]);
  return {
    customer: {
      ...{ id: customer.keys.anchor, displayName: customer.displayName, kind: anchor.kind, phones: primaryFirst(anchor.phones) },
      crm: crm.linked.length === 0 ? null : { owner: owner === null ? null : { name: owner.name }, lifecycleStage: stageOf(crm.linked) },
      billing: billing.linked.length === 0 ? null : { balance: balanceOf(invoices) },
      people,
    },
  };
};

async function peopleOf({ keys }: Customer, first: number, systems: Systems) {
  const known = directoryOf(systems.shelves);
  const directory = { ...known, list: (_: string, query: ListQuery) => listed(query, systems) };
  const list = { domains: ['CRM' as const], queryFor: toPeopleQuery(keys), first, after: null, options: keys.options };
  const { edges, pageInfo, missing } = await listCustomers(list, directory, finderOver(directory));
  return {
    nodes: await Promise.all(edges.map((edge) => personNode(edge, systems))),
    pageInfo: { hasNextPage: pageInfo.hasNextPage, endCursor: pageInfo.endCursor },
    missing,
  };
}

async function listed(query: ListQuery, { crm }: Systems) {
  if (query.kind !== 'PEOPLE') throw new Error('no question by hand asks for it');
  const { records, complete } = await crm.people(query.organizations, query.most);
  return { domain: 'CRM' as const, records: [...records], failed: [], unsupported: [], complete };
}

async function personNode({ listed: { found } }: ListedEdge, systems: Systems) {
  if (found instanceof Error) return null;
  const { shelves } = systems;
  const customer = customerOf(found.keys, shelves);
  const [crm, billing, support] = await Promise.all([
    recordsOf(shelves.CRM, customer),
    recordsOf(shelves.BILLING, customer),
    recordsOf(shelves.SUPPORT, customer),
  ]);
  const [invoices, tickets] = await Promise.all([invoicesOf(billing.linked, systems), ticketsOf(support.linked, systems)]);
  const { emails, phones } = anchorOf(customer);
  return {
    ...{ id: found.keys.anchor, displayName: customer.displayName, emails: primaryFirst(emails), phones: primaryFirst(phones) },
    crm: crm.linked.length === 0 ? null : { lifecycleStage: stageOf(crm.linked) },
    billing: billing.linked.length === 0 ? null : { balance: balanceOf(invoices) },
    support: support.linked.length === 0 ? null : { openTickets: open(tickets).length },
  };
}

function anchorOf({ keys }: Customer): MatchProfile {
  const [anchor] = keys.profiles;
  if (anchor === undefined) throw new Error('a customer without a record');
  return anchor;
}
