// The least that a question can cost: for each kind of request that it needs, as many as its keys fill by the batch size of the
// vendor. Batch sizes are those of the vendors' documentation, or of our own declared reason where the vendor names none; each is
// explained in docs/upstream-calls.md.
import type { Call } from '../../sandbox/http/call-log';
import type { Source } from './counted';

interface Kind {
  source: Source;
  what: string;
  /** Is this call of that kind? */
  is(call: Call): boolean;
  /** Keys that fit one request. */
  keysPerCall: number | typeof PAGES;
  /** True where each path is a request of its own, such as one a type of object. */
  eachPath?: true;
}

/** A list has as many requests as it has pages: one of those that were needed cannot be saved. */
const PAGES = 'pages';

function path(pattern: RegExp, method?: string): (call: Call) => boolean {
  return (call) => pattern.test(call.path) && (method === undefined || call.method === method);
}

function asks(pattern: RegExp, query: RegExp): (call: Call) => boolean {
  return (call) => pattern.test(call.path) && query.test(decodeURIComponent(call.query));
}

/** The first kind that fits counts. */
export const KINDS: readonly Kind[] = [
  { source: 'hubspot', what: 'contacts by id or email', is: path(/contacts\/batch\/read$/), keysPerCall: 100 },
  { source: 'hubspot', what: 'contacts by phone or text', is: path(/contacts\/search$/), keysPerCall: 136 },
  { source: 'hubspot', what: 'companies by text', is: path(/companies\/search$/), keysPerCall: PAGES },
  { source: 'hubspot', what: 'deals by filter, by pages', is: path(/0-3\/search$/), keysPerCall: PAGES },
  { source: 'hubspot', what: 'which deals, calls, … of contacts', is: path(/associations\//), keysPerCall: 1_000, eachPath: true },
  { source: 'hubspot', what: 'deals, calls, companies, … by id', is: path(/batch\/read$/), keysPerCall: 100, eachPath: true },
  { source: 'hubspot', what: 'owners', is: path(/owners/), keysPerCall: 500 },
  { source: 'shopify', what: 'customers', is: ({ operation }) => operation === 'Customers', keysPerCall: 238 },
  { source: 'shopify', what: 'orders of customers', is: ({ operation }) => operation === 'Orders', keysPerCall: 43 },
  { source: 'shopify', what: 'contents of orders', is: ({ operation }) => operation === 'Contents', keysPerCall: 16 },
  { source: 'stripe', what: 'customers by anything but id', is: path(/customers\/search$/), keysPerCall: 10 },
  { source: 'stripe', what: 'a customer by id', is: path(/customers\/[^/]+$/), keysPerCall: 1 },
  { source: 'stripe', what: 'overdue invoices, by pages', is: asks(/invoices$/, /status=open/), keysPerCall: PAGES },
  { source: 'stripe', what: 'invoices of customers', is: path(/invoices/), keysPerCall: 10 },
  { source: 'stripe', what: 'subscriptions of a customer', is: path(/subscriptions/), keysPerCall: 1 },
  { source: 'stripe', what: 'payments of customers', is: path(/charges/), keysPerCall: 10 },
  { source: 'klaviyo', what: 'members, by pages', is: path(/(segments|lists)\/[^/]+\/profiles$/), keysPerCall: PAGES },
  { source: 'klaviyo', what: 'segments or lists of a profile', is: path(/profiles\/[^/]+\/(segments|lists)$/), keysPerCall: 1 },
  { source: 'klaviyo', what: 'segments and lists there are', is: path(/api\/(segments|lists)$/), keysPerCall: PAGES },
  { source: 'klaviyo', what: 'profiles by email', is: asks(/profiles$/, /any\(email/), keysPerCall: 100 },
  { source: 'klaviyo', what: 'profiles by phone', is: asks(/profiles$/, /any\(phone_number/), keysPerCall: 100 },
  { source: 'klaviyo', what: 'profiles by external id', is: asks(/profiles$/, /any\(external_id/), keysPerCall: 100 },
  { source: 'klaviyo', what: 'profiles by id', is: asks(/profiles$/, /any\(id/), keysPerCall: 100 },
  { source: 'klaviyo', what: 'events of a profile', is: path(/events$/), keysPerCall: 1 },
  { source: 'zendesk', what: 'users by email', is: asks(/users\/search$/, /email:/), keysPerCall: 30 },
  { source: 'zendesk', what: 'users by phone', is: asks(/users\/search$/, /phone:/), keysPerCall: 30 },
  { source: 'zendesk', what: 'users by text, by pages', is: path(/users\/search$/), keysPerCall: PAGES },
  { source: 'zendesk', what: 'users by external id', is: asks(/show_many$/, /external_ids=/), keysPerCall: 100 },
  { source: 'zendesk', what: 'users by id', is: path(/users\/show_many$/), keysPerCall: 100 },
  { source: 'zendesk', what: 'addresses of a user', is: path(/identities$/), keysPerCall: 1 },
  { source: 'zendesk', what: 'tickets of requesters', is: asks(/v2\/search$/, /requester:/), keysPerCall: 50 },
  { source: 'zendesk', what: 'tickets by filter, by pages', is: path(/v2\/search$/), keysPerCall: PAGES },
  { source: 'zendesk', what: 'tickets by id', is: path(/tickets\/show_many$/), keysPerCall: 100 },
  { source: 'zendesk', what: 'comments of a ticket', is: path(/comments$/), keysPerCall: 1 },
];

/** What one kind of request cost, and could have. */
export interface KindCost {
  source: Source;
  what: string;
  keys: number;
  calls: number;
  least: number;
}

/** Calls by kind, in the order of KINDS. Throws for a call of no known kind: it must be accounted for. */
export function costsByKind(source: Source, calls: readonly Call[]): KindCost[] {
  const costs = new Map<string, KindCost>();
  for (const call of calls) {
    const kind = KINDS.find((candidate) => candidate.source === source && candidate.is(call));
    if (kind === undefined) throw new Error(`${source}: ${call.method} ${call.path} is of no known kind`);
    const name = kind.eachPath === true ? call.path : kind.what;
    const cost = costs.get(name) ?? { source, what: kind.what, keys: 0, calls: 0, least: 0 };
    const keys = cost.keys + call.keys;
    const made = cost.calls + 1;
    costs.set(name, { ...cost, keys, calls: made, least: kind.keysPerCall === PAGES ? made : Math.ceil(keys / kind.keysPerCall) });
  }
  return [...costs.values()];
}
