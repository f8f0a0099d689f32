// The SQL connector as a shop on Chinook: what was in every order, one statement for all of them, held against plain SQL.
import { createHttpFactory } from '../../platform/http/factory';
import { sql } from '../../subgraphs/sales/vendors/sql';
import { testCall } from '../support/call';
import { CHINOOK_MAPPING } from './connector';
import type { ChinookDatabase } from './database';
import type { Report } from './report';

/** Checks the connector alone, without the gateway. */
export async function checkSales({ url, figures }: ChinookDatabase, report: Report): Promise<void> {
  const connector = await sql.start({
    source: 'sql',
    settings: { URL: url, MAPPING: CHINOOK_MAPPING },
    http: createHttpFactory({ source: 'sql', timeoutMs: 1_000, connections: 1 }),
    phoneRegion: undefined,
  });
  try {
    const call = testCall();
    const contents = await connector.contents(
      figures.invoices.map(({ number }) => `sql:order:${number}`),
      call,
    );
    report.equal(
      `${figures.lines.length} items of ${figures.invoices.length} orders: track, pieces, price`,
      contents.flatMap((one): object[] => {
        if (one === null || one instanceof Error) return [{ error: String(one) }];
        return one.items.map(({ id, sku, quantity, unitPrice }) => ({ id, sku, quantity, unitPrice }));
      }),
      figures.invoices.flatMap(({ number }) =>
        figures.lines
          .filter(({ order }) => order === number)
          .map(({ id, sku, quantity, unitPrice }) => ({ id: `sql:item:${id}`, sku, quantity, unitPrice })),
      ),
    );
    report.equal('… in one statement', call.sentCount, 1);
  } finally {
    await connector.close?.();
  }
}
