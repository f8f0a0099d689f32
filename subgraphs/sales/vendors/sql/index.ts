// The SQL connector: somebody's own PostgreSQL as a shop, read only, through a mapping of their tables and columns. Orders of any
// number of customers are one statement, who sold them included, and so are the items of any number of orders.
import { defineConnector } from '../../../../platform/connector';
import { childrenOf } from '../../../../platform/sql/children';
import { need, openSqlSource, sqlSettings } from '../../../../platform/sql/source';
import { houseWebhook } from '../../../../platform/sql/webhook';
import type { SalesConnector } from '../../contract';
import { SALES_WORDS } from './mapping';
import { toItem, toOrder } from './rows';
import { itemsStatement, ordersStatement } from './statements';

/** An in-house PostgreSQL, read through a mapping; examples are in docs/your-database.md. */
export const sql = defineConnector<SalesConnector>()({
  vendor: 'sql',
  settings: sqlSettings,
  webhook: houseWebhook,
  async connect(options) {
    const reads = await (await options.shared(openSqlSource)).use(SALES_WORDS);
    const { source, mapping, run } = reads;
    const { items } = mapping;
    const itemsOf =
      items === undefined
        ? null
        : childrenOf({
            ...{ source, run, parent: 'order' },
            statement: async (ids, call) => itemsStatement(need((await reads.sections(call)).items), ids),
            toChild: (cells) => toItem(source, items, cells),
          });
    return {
      lookups: reads.lookups,
      mapping: reads.lines,
      fields: reads.fields,
      find: reads.find,
      search: reads.search,
      orders: childrenOf({
        ...{ source, run, parent: 'customer' },
        statement: async (ids, call) => {
          const { customers, orders, staff } = await reads.sections(call);
          return ordersStatement({ customers: need(customers), orders: need(orders), staff }, ids);
        },
        toChild: (cells) => toOrder(source, mapping, cells),
      }),
      // Without a line of it nothing is known of an order's contents.
      contents: async (orders, call) => {
        const lists = itemsOf === null ? orders.map(() => []) : await itemsOf(orders, call);
        return lists.map((list) => (list instanceof Error ? list : list.length === 0 ? null : { items: [...list], returns: [] }));
      },
      close: reads.close,
    };
  },
});
