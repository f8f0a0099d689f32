// Stripe's searches. Those of customers, as documented, take up to a minute to see new and changed ones ("don't use search for
// read-after-write flows"); nothing else changes here.
import type { Route, VendorRequest } from '../../http/message';
import type { Body } from './customers';
import { invalidRequest } from './errors';
import type { Expansion } from './expansion';
import { type Searchable, toTest } from './matching';
import type { Wording } from './objects';
import { SEARCH_PARAMETERS, toSearchPage } from './pages';
import { readParameters } from './parameters';
import { parseQuery } from './query';
import { searchableCharges, SEARCHABLE_CUSTOMERS, SEARCHABLE_INVOICES } from './search-fields';
import { SEARCH_SHAPES } from './shapes';
import type { StripeStore } from './store';

/** One search endpoint. */
interface Search<T> {
  kind: 'customer' | 'invoice' | 'charge';
  searchable: Searchable<T>;
  /** Newest first. */
  records(): readonly T[];
  word(record: T): Body;
}

export function createSearchRoutes(store: StripeStore, wording: Wording, expansion: Expansion): Route[] {
  function search<T>({ kind, searchable, records, word }: Search<T>): Route {
    const path = `/v1/${searchable.resource}/search`;
    return {
      method: 'GET',
      path,
      shape: SEARCH_SHAPES[kind],
      keys: countClauses,
      handle({ query }) {
        const parameters = readParameters(query, SEARCH_PARAMETERS);
        if ('status' in parameters) return parameters;
        const refusal = expansion.refuse(parameters.expand, kind, 'search_result');
        if (refusal !== null) return refusal;
        const text = parameters.texts.get('query');
        if (text === undefined) return invalidRequest('Missing required param: query.', 'parameter_missing', 'query');
        const parsed = parseQuery(text);
        if ('status' in parsed) return parsed;
        const test = toTest(parsed, searchable);
        if (typeof test !== 'function') return test;
        const found = records().filter(test);
        const page = toSearchPage(found, parameters);
        if ('status' in page) return page;
        const body = {
          object: 'search_result',
          data: page.items.map(word),
          has_more: page.nextPage !== null,
          next_page: page.nextPage,
          // "This field isn't included by default."
          ...(parameters.expand.includes('total_count') ? { total_count: found.length } : {}),
          url: path,
        };
        return { status: 200, body: expansion.apply(body, parameters.expand, kind, 'search_result') };
      },
    };
  }

  return [
    // https://docs.stripe.com/api/customers/search (100 a page, 10 clauses; 20 searches a second of all resources together)
    search({ kind: 'customer', searchable: SEARCHABLE_CUSTOMERS, records: store.searchableCustomers, word: wording.customer }),
    // https://docs.stripe.com/api/invoices/search
    search({ kind: 'invoice', searchable: SEARCHABLE_INVOICES, records: () => store.invoices.all, word: wording.invoice }),
    // https://docs.stripe.com/api/charges/search
    search({ kind: 'charge', searchable: searchableCharges(store), records: () => store.charges.all, word: wording.charge }),
  ];
}

function countClauses({ query }: VendorRequest): number {
  const parsed = parseQuery(query.get('query') ?? '');
  return 'status' in parsed ? 1 : parsed.clauses.length;
}
