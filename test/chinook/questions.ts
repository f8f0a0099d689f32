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

const customer = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  billing: billing.nullable(),
  crm: z.object({ records: z.array(z.object({ ref: z.object({ id: z.string() }) })) }).nullable(),
  support: z.object({ openTickets: z.number() }).nullable(),
});

const answer = z.object({
  data: z.object({ customers: z.array(customer.nullable()) }),
  errors: z.array(z.object({ message: z.string() })).default([]),
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

async function ask(url: string, query: string, variables: object): Promise<Asked> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-customer-graph-report': 'on' },
    body: JSON.stringify({ query, variables }),
  });
  const body: unknown = await response.json();
  const parsed = answer.safeParse(withList(body));
  if (!parsed.success) throw new Error(`an answer that cannot be read: ${JSON.stringify(body).slice(0, 400)}`);
  const { data, errors, extensions } = parsed.data;
  const sources = Object.entries(extensions.customerGraph?.sources ?? {});
  return {
    customers: data.customers,
    errors: errors.map(({ message }) => message),
    calls: Object.fromEntries(sources.map(([source, { calls }]) => [source, calls])),
  };
}

/** One customer as a list of one. */
function withList(body: unknown): unknown {
  const one = z.looseObject({ data: z.object({ customer: z.unknown() }) }).safeParse(body);
  if (!one.success || !('customer' in one.data.data)) return body;
  return { ...one.data, data: { customers: [one.data.data.customer] } };
}
