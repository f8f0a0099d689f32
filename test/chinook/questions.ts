// The questions to the gateway about Chinook's customers, and their answers, parsed.
import { z } from 'zod';

const money = z.object({ amount: z.string(), currency: z.string() });

const billing = z.object({
  invoicedTotal: z.array(money),
  invoices: z.object({
    totalCount: z.number(),
    nodes: z.array(z.object({ number: z.string().nullable(), total: money, dueDate: z.string().nullable() })),
  }),
});

const salesPerson = z.object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() });

const sales = z.object({ orderCount: z.number(), lifetimeValue: z.array(money), salesPerson: salesPerson.nullable() });

const customer = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  billing: billing.nullable(),
  sales: sales.nullable(),
  crm: z.object({ records: z.array(z.object({ ref: z.object({ id: z.string() }) })) }).nullable(),
  support: z.object({ openTickets: z.number() }).nullable(),
});

const errors = z.array(z.object({ message: z.string() })).default([]);

const answer = z.object({
  data: z.object({ customers: z.array(customer.nullable()) }),
  errors,
  extensions: z
    .object({ customerGraph: z.object({ sources: z.record(z.string(), z.object({ calls: z.number() })) }).optional() })
    .default({}),
});

export type CustomerAnswer = z.infer<typeof customer>;

export interface Asked {
  customers: (CustomerAnswer | null)[];
  errors: string[];
  /** Requests by source, as the gateway reports them; empty where it did not. */
  calls: Record<string, number>;
}

const FIELDS = `
  id
  displayName
  sales { orderCount lifetimeValue { amount currency } salesPerson { id name email } }
  billing { invoicedTotal { amount currency } invoices(first: 100) { totalCount nodes { number total { amount currency } dueDate } } }
  crm { records { ref { id } } }
  support { openTickets }`;

/** Asks for many customers at once. */
export function askByEmails(url: string, emails: readonly string[]): Promise<Asked> {
  return ask(url, `query ($emails: [String!]!) { customers(emails: $emails) { ${FIELDS} } }`, { emails });
}

/** Asks for one customer, by one identifier. */
export function askOne(url: string, by: 'email' | 'phone' | 'id', value: string): Promise<Asked> {
  const type = by === 'id' ? 'ID!' : 'String!';
  return ask(url, `query ($value: ${type}) { customer(${by}: $value) { ${FIELDS} } }`, { value });
}

const debtor = z.object({
  id: z.string(),
  crm: z.object({ owner: z.object({ name: z.string().nullable() }).nullable() }).nullable(),
  billing: z.object({ invoicedTotal: z.array(money) }).nullable(),
  sales: z.object({ salesPerson: salesPerson.nullable() }).nullable(),
});

const overdue = z.object({
  data: z.object({
    overdueCustomers: z.object({
      complete: z.boolean(),
      edges: z.array(z.object({ records: z.array(z.object({ id: z.string() })), node: debtor.nullable() })),
    }),
  }),
  errors,
});

/** A customer who owes, and the records by which they are on the list. */
export interface Debtor extends z.infer<typeof debtor> {
  records: string[];
}

/** Asks who owes something, with who looks after them. */
export async function askOverdue(url: string): Promise<{ customers: (Debtor | null)[]; complete: boolean; errors: string[] }> {
  const node = 'id crm { owner { name } } billing { invoicedTotal { amount currency } } sales { salesPerson { id name email } }';
  const body = await post(url, `{ overdueCustomers(first: 100) { complete edges { records { id } node { ${node} } } } }`, {});
  const parsed = overdue.safeParse(body);
  if (!parsed.success) throw unreadable(body);
  const { edges, complete } = parsed.data.data.overdueCustomers;
  const customers = edges.map(({ node: found, records }) => (found === null ? null : { ...found, records: records.map(({ id }) => id) }));
  return { customers, complete, errors: parsed.data.errors.map(({ message }) => message) };
}

async function post(url: string, query: string, variables: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-customer-graph-report': 'on' },
    body: JSON.stringify({ query, variables }),
  });
  return await response.json();
}

function unreadable(body: unknown): Error {
  return new Error(`an answer that cannot be read: ${JSON.stringify(body).slice(0, 400)}`);
}

async function ask(url: string, query: string, variables: object): Promise<Asked> {
  const body = await post(url, query, variables);
  const parsed = answer.safeParse(withList(body));
  if (!parsed.success) throw unreadable(body);
  const { data, errors: failed, extensions } = parsed.data;
  const sources = Object.entries(extensions.customerGraph?.sources ?? {});
  return {
    customers: data.customers,
    errors: failed.map(({ message }) => message),
    calls: Object.fromEntries(sources.map(([source, { calls }]) => [source, calls])),
  };
}

/** One customer as a list of one. */
function withList(body: unknown): unknown {
  const one = z.looseObject({ data: z.object({ customer: z.unknown() }) }).safeParse(body);
  if (!one.success || !('customer' in one.data.data)) return body;
  return { ...one.data, data: { customers: [one.data.data.customer] } };
}
