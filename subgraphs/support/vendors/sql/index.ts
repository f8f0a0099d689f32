// The SQL connector: somebody's own PostgreSQL as a helpdesk, read only, through a mapping of their tables and columns. Tickets of
// any number of customers are one statement, and so are the comments of any number of tickets, and the list of what is open.
import { defineConnector } from '../../../../platform/connector';
import { childrenOf } from '../../../../platform/sql/children';
import { need, openSqlSource, sqlSettings } from '../../../../platform/sql/source';
import { houseWebhook } from '../../../../platform/sql/webhook';
import type { SupportConnector } from '../../contract';
import { SUPPORT_WORDS } from './mapping';
import { openTickets } from './open-tickets';
import { toComment, toTicket } from './rows';
import { commentsStatement, ticketsStatement } from './statements';

/** An in-house PostgreSQL, read through a mapping; examples are in docs/your-database.md. */
export const sql = defineConnector<SupportConnector>()({
  vendor: 'sql',
  settings: sqlSettings,
  webhook: houseWebhook,
  async connect(options) {
    const reads = await (await options.shared(openSqlSource)).use(SUPPORT_WORDS);
    const { source, mapping, run } = reads;
    const { comments } = mapping;
    return {
      lookups: reads.lookups,
      mapping: reads.lines,
      fields: reads.fields,
      find: reads.find,
      search: reads.search,
      tickets: childrenOf({
        ...{ source, run, parent: 'customer' },
        statement: async (ids, call) => ticketsStatement(need((await reads.sections(call)).tickets), ids),
        toChild: (cells) => toTicket(source, mapping.tickets, cells, new Date()),
      }),
      comments:
        comments === undefined
          ? (tickets) => Promise.resolve(tickets.map(() => []))
          : childrenOf({
              ...{ source, run, parent: 'ticket' },
              statement: async (ids, call) => commentsStatement(need((await reads.sections(call)).comments), ids),
              toChild: (cells) => toComment(source, comments, cells),
            }),
      openTickets: openTickets(reads),
      close: reads.close,
    };
  },
});
