// Acme Desk as a helpdesk: the connector. What its answers mean is in wire.ts; it knows no cache and no GraphQL.
import { z } from 'zod';
import { chunked, findWith, type Lookup } from '../../../../platform/batch-read';
import { defineConnector } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { Query } from '../../../../platform/http/client';
import { listByItems } from '../../../../platform/listed';
import { declarations, grouped, lookup, withOwnIds } from '../../../../platform/lookup';
import { allPages } from '../../../../platform/pages';
import type { PersonRecord } from '../../../../platform/record';
import type { Comment, SupportConnector, Ticket } from '../../../../subgraphs/support/contract';
import { CommentList, mapping, PeoplePage, Refusal, TicketPage, toComment, toPersonRecord, toTicket } from './wire';

/** Values of one request, and items of one page. Yours: the page of the vendor's documentation that says so. */
const MOST = 100;
/** What the contract takes of one ticket: the oldest. */
const MOST_COMMENTS = 100;

/** An Acme Desk account: ACME_DESK_URL and ACME_DESK_TOKEN. */
export const acmeDesk = defineConnector<SupportConnector>()({
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
    /** Oldest first. */
    const tickets = async (query: Query, call: Call) =>
      (await pagesOf('/tickets', query, TicketPage, call))
        .flatMap((page) => page.tickets.map((ticket) => toTicket(ticket, source)))
        .sort((a, b) => a.createdAt.localeCompare(b.createdAt));
    // Yours: the ways to look people up; `LookupDeclaration` says what each of these words promises.
    const ways = { keysPerCall: MOST, caseSensitive: false, lagSeconds: null };
    const lookups: Lookup<PersonRecord>[] = [
      lookup({ ...ways, by: 'id', records: withOwnIds(source, 'person', (ids, call) => people({ ids: ids.join(',') }, call)) }),
      lookup({ ...ways, by: 'email', records: (emails, call) => people({ emails: emails.join(',') }, call) }),
      lookup({ ...ways, by: 'phone', records: (phones, call) => people({ phones: phones.join(',') }, call) }),
    ];
    const find = findWith(lookups);
    const ticketsOf = withOwnIds(source, 'person', (ids, call) => tickets({ person_ids: ids.join(',') }, call));
    const commentsOf = withOwnIds(source, 'ticket', async ([id = ''], call) => {
      const path = `/tickets/${encodeURIComponent(id)}/comments`;
      // A status that is an answer has a body of its own, which `reply` must know.
      const { body } = await http.send({ method: 'GET', path, reply: z.union([CommentList, Refusal]), call, accept: [404] });
      return 'error' in body ? [] : body.comments.slice(0, MOST_COMMENTS).map((comment) => toComment(comment, source));
    });

    return {
      lookups: declarations(lookups),
      mapping,
      find,
      tickets: chunked<readonly Ticket[]>({
        ...{ absent: [], keysPerCall: MOST },
        read: async (records, call) => grouped((await ticketsOf(records, call)).toReversed(), ({ record }) => [record]),
      }),
      // One ticket a request. Where the vendor has none: `comments: unsupportedRead(source)`, of platform/unsupported.ts.
      comments: chunked<readonly Comment[]>({
        ...{ absent: [], keysPerCall: 1, atOnce: 5 },
        read: async ([ticket = ''], call) => new Map([[ticket, await commentsOf([ticket], call)]]),
      }),
      async openTickets({ priorities }, most, call) {
        // None asked for = all.
        const isAsked = ({ priority }: Ticket) => priorities.length === 0 || priorities.some((asked) => asked === priority);
        const items = (await tickets({ open: 'true' }, call))
          .filter(isAsked)
          .sort((a, b) => Number(b.priority === 'URGENT') - Number(a.priority === 'URGENT'))
          .map(({ record, id, url, subject: title, createdAt: at }) => ({ record, item: { id, url, title, at, amount: null } }));
        return listByItems({ items }, most, find, call);
      },
      close: () => http.close(),
    };
  },
});
