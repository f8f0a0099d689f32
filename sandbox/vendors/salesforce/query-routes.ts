// GET query and queryAll, and the further pages of both. https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query.html,
// https://developer.salesforce.com/docs/platform/api-rest/guide/resources-queryall.html
import { z } from 'zod';
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import { refuse } from './errors';
import { parseSoql } from './soql/parse';
import { runSoql, type Found } from './soql/run';
import { askedTexts } from './soql/statement';
import type { SalesforceStore } from './store';

const LOCATOR = /^(01g5g[0-9]{10}[A-Z]{3})-(\d+)$/;

const record = z.looseObject({ attributes: z.strictObject({ type: z.string(), url: z.string() }) });
const page = z
  .strictObject({ totalSize: z.int(), done: z.boolean(), nextRecordsUrl: z.string().exactOptional(), records: z.array(record) })
  .refine(({ done, nextRecordsUrl }) => done === (nextRecordsUrl === undefined));

/** @param pageRows rows of a page: at most 2,000, and fewer where Salesforce thinks fit. */
export function createQueryRoutes(store: SalesforceStore, pageRows: number): Route[] {
  const open = new Map<string, Found>();

  function toPage(found: Found, from: number, locator: () => string, version: string): VendorAnswer {
    const { rows, statement, answer } = found;
    if (statement.count) return { status: 200, body: { totalSize: rows.length, done: true, records: [] } };
    const until = from + pageRows;
    const done = until >= rows.length;
    const records = rows.slice(from, until).map(answer);
    const more = done ? {} : { nextRecordsUrl: `/services/data/${version}/query/${locator()}-${until}` };
    return { status: 200, body: { totalSize: rows.length, done, ...more, records } };
  }

  const first = (path: string, deleted: boolean): Route => ({
    method: 'GET',
    path: `/services/data/:version/${path}`,
    shape: page,
    keys: countKeys,
    handle({ query, params }) {
      const version = params['version'] ?? '';
      const found = runSoql(statementIn(query), store, { deleted, version });
      return toPage(found, 0, () => keep(found), version);
    },
  });

  function keep(found: Found): string {
    const locator = `01g5g${String(open.size + 1).padStart(10, '0')}AAA`;
    open.set(locator, found);
    return locator;
  }

  const further = (path: string): Route => ({
    method: 'GET',
    path: `/services/data/:version/${path}/:locator`,
    shape: page,
    handle({ params }) {
      const [, locator = '', from = ''] = LOCATOR.exec(params['locator'] ?? '') ?? [];
      const found = open.get(locator);
      if (found === undefined) throw refuse('INVALID_QUERY_LOCATOR', 'invalid query locator');
      return toPage(found, Number(from), () => locator, params['version'] ?? '');
    },
  });
  return [first('query', false), first('queryAll', true), further('query'), further('queryAll')];
}

function statementIn(query: URLSearchParams): string {
  const soql = query.get('q');
  if (soql === null || soql.trim() === '') throw refuse('MALFORMED_QUERY', 'A query string has to be specified');
  return soql;
}

/** Texts that the statement compares with; 1 where it has none, or cannot be read. */
function countKeys({ query }: VendorRequest): number {
  try {
    return Math.max(1, askedTexts(parseSoql(query.get('q') ?? '')).size);
  } catch {
    return 1;
  }
}
