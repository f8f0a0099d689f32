// Acme Desk as a shop: the connector. What its answers mean is in wire.ts; it knows no cache and no GraphQL.
import { z } from 'zod';
import { chunked, findWith, type Lookup } from '../../../../platform/batch-read';
import { defineConnector } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { Query } from '../../../../platform/http/client';
import { declarations, grouped, lookup, withOwnIds } from '../../../../platform/lookup';
import { allPages } from '../../../../platform/pages';
import { unsupportedRead } from '../../../../platform/unsupported';
import type { Order, SalesConnector, SalesRecord } from '../../../../subgraphs/sales/contract';
import { mapping, OrderPage, PeoplePage, toOrder, toPersonRecord } from './wire';

/** Values of one request, and items of one page. Yours: the page of the vendor's documentation that says so. */
const MOST = 100;
/** What the contract takes of one customer: the newest. */
const MOST_ORDERS = 100;

/** An Acme Desk account: ACME_DESK_URL and ACME_DESK_TOKEN. */
export const acmeDesk = defineConnector<SalesConnector>()({
  vendor: 'acme-desk',
  settings: z.object({ URL: z.url(), TOKEN: z.string().min(1) }),
  connect({ source, settings, current, http: createHttp, phoneRegion }) {
    const http = createHttp({ baseUrl: settings.URL, headers: () => ({ authorization: `Bearer ${current().TOKEN}` }) });

    // Yours: how the vendor takes several values, and how it pages.
    const pagesOf = <Page extends { next: number | null }>(path: string, query: Query, reply: z.ZodType<Page>, call: Call) =>
      allPages(
        1,
        async (page) => (await http.send({ method: 'GET', path, query: { ...query, per_page: MOST, page }, reply, call })).body,
        ({ next }) => next,
      );
    const people = async (query: Query, call: Call) =>
      (await pagesOf('/people', query, PeoplePage, call)).flatMap((page) =>
        page.people.map((person) => toPersonRecord(person, source, phoneRegion)),
      );

    // Yours: the ways to look people up; `LookupDeclaration` says what each of these words promises.
    const ways = { keysPerCall: MOST, caseSensitive: false, lagSeconds: null };
    const lookups: Lookup<SalesRecord>[] = [
      lookup({ ...ways, by: 'id', records: withOwnIds(source, 'person', (ids, call) => people({ ids: ids.join(',') }, call)) }),
      lookup({ ...ways, by: 'email', records: (emails, call) => people({ emails: emails.join(',') }, call) }),
      lookup({ ...ways, by: 'phone', records: (phones, call) => people({ phones: phones.join(',') }, call) }),
    ];
    const find = findWith(lookups);
    const ordersOf = withOwnIds(source, 'person', async (ids, call) =>
      (await pagesOf('/orders', { person_ids: ids.join(',') }, OrderPage, call))
        .flatMap((page) => page.orders.map((order) => toOrder(order, source)))
        .sort((a, b) => b.placedAt.localeCompare(a.placedAt)),
    );

    return {
      lookups: declarations(lookups),
      mapping,
      find,
      orders: chunked<readonly Order[]>({
        ...{ absent: [], keysPerCall: MOST },
        async read(records, call) {
          const byRecord = grouped(await ordersOf(records, call), ({ record }) => [record]);
          return new Map([...byRecord].map(([record, orders]) => [record, orders.slice(0, MOST_ORDERS)]));
        },
      }),
      // What is inside an order: yours to say, where the vendor tells.
      contents: unsupportedRead(source),
      close: () => http.close(),
    };
  },
});
