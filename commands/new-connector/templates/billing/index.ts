// Acme Desk as a billing system: the connector. What its answers mean is in wire.ts; it knows no cache and no GraphQL.
import { z } from 'zod';
import { chunked, findWith, type Lookup } from '../../../../platform/batch-read';
import { defineConnector } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { Query } from '../../../../platform/http/client';
import { listByItems } from '../../../../platform/listed';
import { declarations, grouped, lookup, withOwnIds } from '../../../../platform/lookup';
import { allPages } from '../../../../platform/pages';
import { lastDueDay, type BillingConnector, type BillingRecord, type Invoice } from '../../../../subgraphs/billing/contract';
import { mapping, InvoicePage, PeoplePage, toInvoice, toPersonRecord } from './wire';

/** Values of one request, and items of one page. Yours: the page of the vendor's documentation that says so. */
const MOST = 100;

/** An Acme Desk account: ACME_DESK_URL and ACME_DESK_TOKEN. */
export const acmeDesk = defineConnector<BillingConnector>()({
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
    /** Newest first. */
    const invoices = async (query: Query, call: Call) =>
      (await pagesOf('/invoices', query, InvoicePage, call))
        .flatMap((page) => page.invoices.map((invoice) => toInvoice(invoice, source)))
        .sort((a, b) => (b.issueDate ?? '').localeCompare(a.issueDate ?? ''));

    // Yours: the ways to look people up; `LookupDeclaration` says what each of these words promises.
    const ways = { keysPerCall: MOST, caseSensitive: false, lagSeconds: null };
    const lookups: Lookup<BillingRecord>[] = [
      lookup({ ...ways, by: 'id', records: withOwnIds(source, 'person', (ids, call) => people({ ids: ids.join(',') }, call)) }),
      lookup({ ...ways, by: 'email', records: (emails, call) => people({ emails: emails.join(',') }, call) }),
      lookup({ ...ways, by: 'phone', records: (phones, call) => people({ phones: phones.join(',') }, call) }),
    ];
    const find = findWith(lookups);
    const invoicesOf = withOwnIds(source, 'person', (ids, call) => invoices({ person_ids: ids.join(',') }, call));

    return {
      lookups: declarations(lookups),
      mapping,
      find,
      invoices: chunked<readonly Invoice[]>({
        ...{ absent: [], keysPerCall: MOST },
        read: async (records, call) => grouped(await invoicesOf(records, call), ({ record }) => [record]),
      }),
      async overdue({ minDays }, most, call) {
        const found = await invoices({ open: 'true', due_until: lastDueDay(minDays, new Date()) }, call);
        const items = found
          .sort((a, b) => (a.dueDate ?? '').localeCompare(b.dueDate ?? ''))
          .map(({ record, id, url, number: title, dueDate: at, balance: amount, currency }) => ({
            record,
            item: { id, url, title, at, amount: { amount, currency } },
          }));
        return listByItems({ items }, most, find, call);
      },
      close: () => http.close(),
    };
  },
});
