// The lists: one domain's own filter names records, and each becomes the customer it belongs to, once. Records are joined in the
// order of the list and only as far as the page reaches; a page further on costs the records before it, which the cache knows.
import { InputError, UpstreamError } from '../../platform/errors';
import { checkFirst } from '../../platform/connection';
import { toRecordRef, type RecordRef } from '../../platform/domain/records';
import type { Domain } from '../../platform/exchange/domain';
import { MOST_LISTED, type ListedKnownRecord, type ListQuery } from '../../platform/exchange/list';
import type { ViewOptions } from '../../platform/identity/match-keys';
import { nameOf, toCode, type Directory } from './directory';
import type { Finder } from './find-customer';
import { unitedPair, type FoundCustomer } from './found-customer';

/** A customer on a list; `found` is the error where the record fits several, or could not be joined. */
export interface ListedCustomer {
  /** The customer's id, or the record's where there is no one customer. */
  id: string;
  found: FoundCustomer | Error;
  records: RecordRef[];
  items: ListedKnownRecord['items'];
}

/** `CustomerEdge`. */
export interface ListedEdge {
  cursor: string;
  listed: ListedCustomer;
}

/** `CustomerConnection`, its customers not yet resolved. */
export interface CustomerPage {
  edges: ListedEdge[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  missing: string[];
  complete: boolean;
}

export interface ListOptions {
  domains: readonly Domain[];
  /** The question, given how many records of each source to read at most. */
  queryFor(most: number): ListQuery;
  first: number | null;
  after: string | null;
  options: ViewOptions;
}

/** Vendors answer lists by the hundred: less costs as much. */
const READ_AT_LEAST = 100;

/**
 * Reads as many records as the page takes, and more only where several of them were one customer. Throws `InputError` for a page
 * that cannot be, and the failure of a source where nobody could be listed for it.
 */
export async function listCustomers(list: ListOptions, directory: Directory, finder: Finder): Promise<CustomerPage> {
  const { domains, queryFor, first, after, options } = list;
  checkFirst(first);
  const start = after === null ? null : fromCursor(after);
  for (let most = enoughFor((start?.position ?? 0) + first + 1); ; most = Math.min(MOST_LISTED, most * 2)) {
    const { records, missing, complete } = await gather(domains, queryFor(most), directory);
    const customers = await joinRecords(records, start, first + 1, (one) => toListed(one, options, finder));
    const enough = customers !== null && customers.length > first;
    if (!enough && !complete && most < MOST_LISTED) continue;
    if (customers === null) throw new InputError('"after" is no cursor of this list: start again without it.');
    const edges = customers
      .slice(0, first)
      .map(({ position, customer }) => ({ cursor: toCursor(position, customer.id), listed: customer }));
    return {
      edges,
      pageInfo: {
        hasNextPage: customers.length > edges.length,
        hasPreviousPage: start !== null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      missing,
      complete: complete || most < MOST_LISTED,
    };
  }
}

interface Positioned {
  /** How many records it took to get here. */
  position: number;
  customer: ListedCustomer;
}

/** The first `wanted` customers behind the start, joined record by record; null where the start is nowhere in the list. */
async function joinRecords(
  records: readonly DomainRecord[],
  start: { id: string } | null,
  wanted: number,
  join: (record: DomainRecord) => Promise<ListedCustomer>,
): Promise<Positioned[] | null> {
  const listed = new Map<string, Positioned>();
  let before = start === null ? 0 : null;
  let next = 0;
  while (next < records.length && (before === null || listed.size < before + wanted)) {
    const chunk = records.slice(next, next + (before === null ? wanted : before + wanted - listed.size));
    const joined = await Promise.all(chunk.map(join));
    joined.forEach((customer, index) => add({ position: next + index + 1, customer }, listed));
    next += chunk.length;
    if (before === null && start !== null && listed.has(start.id)) before = [...listed.keys()].indexOf(start.id) + 1;
  }
  return before === null ? null : [...listed.values()].slice(before, before + wanted);
}

interface DomainRecord {
  domain: Domain;
  record: ListedKnownRecord;
}

/** The records of all domains asked, taking turns. Domains and sources that fail are named, and thrown where nothing else came. */
async function gather(
  domains: readonly Domain[],
  query: ListQuery,
  directory: Directory,
): Promise<{ records: DomainRecord[]; missing: string[]; complete: boolean }> {
  const known = domains.filter((domain) => directory.domains.includes(domain));
  const failures: UpstreamError[] = [];
  const missing: string[] = [];
  let complete = true;
  const lists = await Promise.all(
    known.map(async (domain) => {
      try {
        const list = await directory.list(domain, query);
        failures.push(...list.failed.map(({ source, code }) => new UpstreamError(source, toCode(code))));
        missing.push(...list.failed.map(({ source }) => source), ...list.unsupported);
        complete &&= list.complete;
        return list.records.map((record) => ({ domain, record }));
      } catch (error) {
        failures.push(error instanceof UpstreamError ? error : new UpstreamError(nameOf(domain), 'UPSTREAM_UNAVAILABLE', { cause: error }));
        missing.push(nameOf(domain));
        return [];
      }
    }),
  );
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const records = Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
  const [failure] = failures;
  if (failure !== undefined && records.length === 0) throw failure;
  return { records, missing: [...new Set(missing)].sort(), complete };
}

async function toListed({ domain, record }: DomainRecord, options: ViewOptions, finder: Finder): Promise<ListedCustomer> {
  const { person, items } = record;
  const found = await finder.ofRecord(domain, record, options).catch((error: unknown) => {
    if (error instanceof Error) return error;
    throw error;
  });
  return { id: found instanceof Error ? person.id : found.keys.anchor, found, records: [toRecordRef(person.id, person.url)], items };
}

/** A customer whom several records put on the list stands where the first of them does. */
function add({ position, customer }: Positioned, listed: Map<string, Positioned>): void {
  const known = listed.get(customer.id);
  if (known === undefined) {
    listed.set(customer.id, { position, customer });
    return;
  }
  // A source that serves several domains has the same record in all their lists.
  const records = [...new Map([...known.customer.records, ...customer.records].map((record) => [record.id, record])).values()];
  const items = [...new Map([...known.customer.items, ...customer.items].map((item) => [item.id, item])).values()];
  // The domains find their records by everything that led to the customer.
  const found =
    known.customer.found instanceof Error || customer.found instanceof Error
      ? known.customer.found
      : unitedPair(known.customer.found, customer.found);
  listed.set(customer.id, { position: known.position, customer: { ...known.customer, found, records, items } });
}

/** Opaque to clients: where the customer stands, so that as much is read next time, and who it is. */
function toCursor(position: number, id: string): string {
  return Buffer.from(`${position}:${id}`, 'utf8').toString('base64url');
}

function fromCursor(cursor: string): { position: number; id: string } {
  const [, position, id] = /^(\d{1,4}):(.+)$/s.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (position === undefined || id === undefined) throw new InputError('"after" is no cursor: start again without it.');
  return { position: Number(position), id };
}

function enoughFor(records: number): number {
  return Math.min(MOST_LISTED, Math.ceil(records / READ_AT_LEAST) * READ_AT_LEAST);
}
