// Acme Desk as a marketing system: the connector. What its answers mean is in wire.ts; it knows no cache and no GraphQL.
import { z } from 'zod';
import { chunked, findWith, type Lookup } from '../../../../platform/batch-read';
import { defineConnector } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { Query } from '../../../../platform/http/client';
import { declarations, lookup, withOwnIds } from '../../../../platform/lookup';
import { allPages } from '../../../../platform/pages';
import { recordId } from '../../../../platform/record';
import { unsupportedRead } from '../../../../platform/unsupported';
import type { Audience, MarketingConnector, MarketingRecord } from '../../../../subgraphs/marketing/contract';
import { mapping, ListPage, PeoplePage, toList, toPersonRecord } from './wire';

/** Values of one request, and items of one page. Yours: the page of the vendor's documentation that says so. */
const MOST = 100;

/** An Acme Desk account: ACME_DESK_URL and ACME_DESK_TOKEN. */
export const acmeDesk = defineConnector<MarketingConnector>()({
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
    const peoplePages = async (query: Query, call: Call) =>
      (await pagesOf('/people', query, PeoplePage, call)).flatMap((page) => page.people);
    const people = async (query: Query, call: Call) =>
      (await peoplePages(query, call)).map((person) => toPersonRecord(person, source, phoneRegion));
    const allLists = async (call: Call): Promise<Audience[]> =>
      (await pagesOf('/lists', {}, ListPage, call))
        .flatMap((page) => page.lists.map((list) => toList(list, source)))
        .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? ''));

    // Yours: the ways to look people up; `LookupDeclaration` says what each of these words promises.
    const ways = { keysPerCall: MOST, caseSensitive: false, lagSeconds: null };
    const lookups: Lookup<MarketingRecord>[] = [
      lookup({ ...ways, by: 'id', records: withOwnIds(source, 'person', (ids, call) => people({ ids: ids.join(',') }, call)) }),
      lookup({ ...ways, by: 'email', records: (emails, call) => people({ emails: emails.join(',') }, call) }),
      lookup({ ...ways, by: 'phone', records: (phones, call) => people({ phones: phones.join(',') }, call) }),
    ];
    const find = findWith(lookups);
    /** Each person's lists, by name. */
    const listsOf = withOwnIds(source, 'person', async (ids, call) => {
      const found = await peoplePages({ ids: ids.join(',') }, call);
      const lists = await allLists(call);
      return found.map((person): [string, Audience[]] => {
        const isOn = ({ id }: Audience) => person.list_ids.some((list) => id === recordId(source, 'list', list));
        return [recordId(source, 'person', person.id), lists.filter(isOn)];
      });
    });
    const membersOf = withOwnIds(source, 'list', ([list = ''], call) => people({ list_ids: list }, call));

    return {
      lookups: declarations(lookups),
      mapping,
      find,
      lists: chunked<readonly Audience[]>({
        ...{ absent: [], keysPerCall: MOST },
        read: async (records, call) => new Map(await listsOf(records, call)),
      }),
      audiences: allLists,
      async members({ audience }, most, call) {
        const found = await membersOf([audience], call);
        return { records: found.slice(0, most).map((record) => ({ record, items: [] })), complete: found.length <= most };
      },
      // Yours, where the vendor tells: segments by rule, what was sent and what became of it.
      segments: unsupportedRead(source),
      engagement: unsupportedRead(source),
      close: () => http.close(),
    };
  },
});
