// The customer graph: one customer by id from the directory, then three subgraphs that add their part at the same time. A thousand
// customers, each made from its number alone.
import type { EntityOf, Graph } from './graph';

const CUSTOMERS = 1_000;
const SEGMENTS = ['new', 'regular', 'large', 'leaving'];
const ORDER_STATUSES = ['PAID', 'SHIPPED', 'RETURNED'];
const TICKET_STATUSES = ['OPEN', 'WAITING', 'SOLVED'];

/** 0 to `below`, always the same for the same `seed`. */
function numberFrom(seed: number, below: number): number {
  return (Math.imul(seed + 1, 2_654_435_761) >>> 8) % below;
}

function pick(words: readonly string[], seed: number): string {
  return words[numberFrom(seed, words.length)] ?? '';
}

function day(seed: number): string {
  return new Date(Date.UTC(2024, 0, 1 + numberFrom(seed, 700))).toISOString().slice(0, 10);
}

function listOf<T>(count: number, one: (index: number) => T): (args: { first: number }) => T[] {
  return ({ first }) => Array.from({ length: Math.min(first, count) }, (_, index) => one(index));
}

function makeCustomer(number: number): object {
  const seed = number * 100;
  const overdue = numberFrom(seed, 4) === 0;
  return {
    __typename: 'Customer',
    id: String(number),
    displayName: `Customer Number ${number}`,
    email: `customer.${number}@company-${numberFrom(seed, 400)}.example.com`,
    phone: `+44207946${String(number).padStart(4, '0')}`,
    segment: pick(SEGMENTS, seed),
    since: day(seed),
    orderCount: 3 + numberFrom(seed + 1, 20),
    orders: listOf(3 + numberFrom(seed + 1, 20), (index) => ({
      number: `SO-${seed + index}`,
      placedOn: day(seed + index),
      status: pick(ORDER_STATUSES, seed + index),
      total: 1_000 + numberFrom(seed + index, 90_000),
    })),
    balance: overdue ? numberFrom(seed + 2, 50_000) : 0,
    currency: 'EUR',
    invoices: listOf(3, (index) => ({
      number: `INV-${seed + index}`,
      dueOn: day(seed + 7 + index),
      overdue: overdue && index === 0,
      amount: 500 + numberFrom(seed + 20 + index, 70_000),
    })),
    openTickets: numberFrom(seed + 3, 3),
    tickets: listOf(2, (index) => ({
      id: `T-${seed + index}`,
      subject: `Question ${index + 1} about order SO-${seed + index}`,
      status: pick(TICKET_STATUSES, seed + 30 + index),
      updatedAt: `${day(seed + 40 + index)}T09:30:00Z`,
    })),
  };
}

const customers = new Map(Array.from({ length: CUSTOMERS }, (_, index) => [String(index + 1), makeCustomer(index + 1)]));
const customerOf: EntityOf = ({ id }) => (typeof id === 'string' ? (customers.get(id) ?? null) : null);

export const customer: Graph = {
  name: 'customer',
  title: 'customer 360: one customer by id (1 to 1,000 in turns), then three subgraphs at once, about 1 kB',
  subgraphs: ['directory', 'sales', 'billing', 'support'],
  root: { customer: ({ id }: { id: string }) => customerOf({ id }) },
  entities: {
    directory: { Customer: customerOf },
    sales: { Customer: customerOf },
    billing: { Customer: customerOf },
    support: { Customer: customerOf },
  },
  variables: [...customers.keys()].map((id) => ({ id })),
  alsoChecked: [{ id: 'nobody' }],
};
