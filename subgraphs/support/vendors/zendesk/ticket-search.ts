// Zendesk's search for tickets, page by page. It gives out 1,000 results, says how many there are, and refuses the rest.
import { z } from 'zod';
import { allOf } from '../../../../platform/batch-read';
import { inChunks } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { PAGE, REQUESTS_AT_ONCE, type ZendeskApi } from './api';

/** Results of one search, over all its pages; beyond them Zendesk answers 422. */
export const MAX_RESULTS = 1_000;

export interface TicketSearch<Hit> {
  /** Besides `type:ticket`. Of several with one keyword, one is enough. */
  terms: readonly string[];
  sortBy: 'created_at' | 'priority';
  /** What is read of each ticket. */
  hit: z.ZodType<Hit>;
}

/**
 * The first page, of the newest or the most urgent tickets, and how many there are in all.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#list-search-results: 100 a page, 1,000 in all.
 */
export async function firstTickets<Hit>(
  api: ZendeskApi,
  search: TicketSearch<Hit>,
  call: Call,
): Promise<{ tickets: Hit[]; count: number }> {
  return searchPage(api, search, 1, call);
}

/** The pages behind the first one, in their order, of a search that finds `count` tickets. */
export async function furtherTickets<Hit>(api: ZendeskApi, search: TicketSearch<Hit>, count: number, call: Call): Promise<Hit[]> {
  const pages = Array.from({ length: Math.ceil(Math.min(count, MAX_RESULTS) / PAGE) }, (_, index) => index + 1).slice(1);
  const tickets: Hit[] = [];
  for (const group of inChunks(pages, REQUESTS_AT_ONCE)) {
    for (const page of await allOf(group.map((number) => searchPage(api, search, number, call)))) tickets.push(...page.tickets);
  }
  return tickets;
}

async function searchPage<Hit>(
  api: ZendeskApi,
  { terms, sortBy, hit }: TicketSearch<Hit>,
  page: number,
  call: Call,
): Promise<{ tickets: Hit[]; count: number }> {
  const { body } = await api.http.send({
    method: 'GET',
    path: '/api/v2/search',
    query: { query: ['type:ticket', ...terms].join(' '), sort_by: sortBy, sort_order: 'desc', per_page: PAGE, page },
    reply: z.object({ results: z.array(hit), count: z.int() }),
    call,
  });
  return { tickets: body.results, count: body.count };
}
