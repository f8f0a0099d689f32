// HubSpot's search: objects of one type by filters or by text. Found here, they may be some moments old: its index is apart.
import type { Call } from '../../../../platform/http/call';
import type { HubspotApi } from './objects';
import { ObjectPage, type HubspotObject } from './wire';

/** Objects of one page. */
export const SEARCH_PAGE = 200;
/** The body of a search, whole; longer ones are refused. */
export const MAX_SEARCH_CHARACTERS = 3_000;

interface Filter {
  propertyName: string;
  operator: 'EQ' | 'GTE' | 'IN' | 'LT' | 'NOT_HAS_PROPERTY';
  value?: string;
  values?: readonly string[];
}

export interface ObjectSearch {
  /** As in the published paths: `contacts`, `0-3` for deals. */
  type: string;
  properties: readonly string[];
  /** Searched in HubSpot's default properties of the type. */
  query?: string;
  /** One of the groups must hold; not given = all objects. */
  filterGroups?: readonly { filters: readonly Filter[] }[];
  /** Not given = the oldest object first. */
  sorts?: readonly { propertyName: string; direction: 'ASCENDING' | 'DESCENDING' }[];
}

/** One page of at most 200 objects, and where the next one begins; undefined = there is none. */
export interface FoundPage {
  objects: HubspotObject[];
  after: string | undefined;
}

/**
 * https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm: 5 requests a second, 5 groups of 6 filters, 200 a
 * page, 10,000 in all.
 */
export async function searchPage(
  api: HubspotApi,
  search: ObjectSearch,
  limit: number,
  after: string | undefined,
  call: Call,
): Promise<FoundPage> {
  const { body } = await api.http.send({
    method: 'POST',
    path: `/crm/v3/objects/${search.type}/search`,
    body: searchBody(search, limit, after),
    reply: ObjectPage,
    call,
  });
  return { objects: body.results, after: body.paging?.next?.after };
}

/** The first `most` objects, each once (pages may overlap while objects change); not `complete` = there are more. */
export async function searchObjects(
  api: HubspotApi,
  search: ObjectSearch,
  most: number,
  call: Call,
): Promise<{ objects: HubspotObject[]; complete: boolean }> {
  const found = new Map<string, HubspotObject>();
  let after: string | undefined;
  do {
    const page = await searchPage(api, search, Math.min(SEARCH_PAGE, most - found.size), after, call);
    for (const object of page.objects) found.set(object.id, object);
    after = page.after;
  } while (after !== undefined && found.size < most);
  return { objects: [...found.values()], complete: after === undefined };
}

/** Characters of the longest request that a search sends. */
export function searchLength(search: ObjectSearch): number {
  return JSON.stringify(searchBody(search, SEARCH_PAGE, '10000')).length;
}

function searchBody({ properties, query, filterGroups, sorts }: ObjectSearch, limit: number, after: string | undefined) {
  return {
    ...(query === undefined ? {} : { query }),
    ...(filterGroups === undefined ? {} : { filterGroups }),
    ...(sorts === undefined ? {} : { sorts }),
    properties,
    limit,
    ...(after === undefined ? {} : { after }),
  };
}
