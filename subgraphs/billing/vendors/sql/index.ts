// The SQL connector: somebody's own PostgreSQL as a billing system, read only, through a mapping of their tables and columns.
// A look-up of any number of customers is one statement, and so are their invoices, and each list.
import { defineConnector } from '../../../../platform/connector';
import { childrenOf } from '../../../../platform/sql/children';
import { need, openSqlSource, sqlSettings } from '../../../../platform/sql/source';
import { houseWebhook } from '../../../../platform/sql/webhook';
import type { BillingConnector } from '../../contract';
import { overdueCustomers } from './lists';
import { BILLING_WORDS } from './mapping';
import { toInvoice } from './rows';
import { invoicesStatement } from './statements';

/** An in-house PostgreSQL, read through a mapping; examples are in docs/your-database.md. */
export const sql = defineConnector<BillingConnector>()({
  vendor: 'sql',
  settings: sqlSettings,
  webhook: houseWebhook,
  async connect(options) {
    const reads = await (await options.shared(openSqlSource)).use(BILLING_WORDS);
    const { source, mapping, run } = reads;
    return {
      lookups: reads.lookups,
      mapping: reads.lines,
      fields: reads.fields,
      find: reads.find,
      search: reads.search,
      invoices: childrenOf({
        ...{ source, run, parent: 'customer' },
        statement: async (ids, call) => invoicesStatement(need((await reads.sections(call)).invoices), ids),
        toChild: (cells) => toInvoice(source, mapping.invoices, cells),
      }),
      overdue: overdueCustomers(reads),
      close: reads.close,
    };
  },
});
