// Which table plays which role: customers first, then what belongs to them, then what belongs to that. Pure.
import { isEnough, ranked, scoreTable, type Candidate, type Owner } from './scores';
import type { Role } from './role-words';
import type { Table } from './tables';

export interface Choice {
  /** null = no table is enough of it. */
  chosen: Candidate | null;
  /** The next best, at most three: for a person to see what else was thought of. */
  others: readonly Candidate[];
}

export interface Choices {
  customers: Choice;
  staff: Choice;
  invoices: Choice;
  orders: Choice;
  items: Choice;
  tickets: Choice;
  comments: Choice;
  /** The invoices' table is the orders' too: there is none of their own, and items belong to it. */
  invoicesAreOrders: boolean;
}

const MOST_OTHERS = 3;
/** Less than this is no guess worth telling. */
const WORTH_TELLING = 20;

/** Chooses among all tables; the same tables give the same choice. */
export function chooseTables(tables: readonly Table[]): Choices {
  const taken = new Set<string>();
  const choose = (role: Role, owners: readonly Owner[], isOptional = false): Choice => {
    const candidates =
      owners.length === 0 && role !== 'customers' ? [] : ranked(tables.map((table) => scoreTable(role, table, tables, owners)));
    const free = candidates.filter(({ table }) => !taken.has(table.id));
    const chosen = free.find(isEnough) ?? null;
    if (chosen !== null && !isOptional) taken.add(chosen.table.id);
    return { chosen, others: free.filter((one) => one !== chosen && one.points >= WORTH_TELLING).slice(0, MOST_OTHERS) };
  };

  const customers = choose('customers', []);
  const ofCustomers = ownersOf(customers.chosen);
  const invoices = choose('invoices', ofCustomers);
  const orders = choose('orders', ofCustomers);
  const itemsOfInvoices = orders.chosen === null ? choose('items', ownersOf(invoices.chosen), true) : null;
  const invoicesAreOrders = itemsOfInvoices !== null && itemsOfInvoices.chosen !== null;
  const asOrders = invoicesAreOrders && invoices.chosen !== null ? scoreTable('orders', invoices.chosen.table, tables, ofCustomers) : null;
  const canServe = asOrders !== null && asOrders.missing.length === 0;
  const sold = canServe ? { chosen: asOrders, others: orders.others } : orders;
  const items = choose('items', ownersOf(sold.chosen));
  const tickets = choose('tickets', ofCustomers);
  const comments = choose('comments', ownersOf(tickets.chosen));
  const staff = choose('staff', [...ofCustomers, ...ownersOf(sold.chosen)]);
  return { customers, staff, invoices, orders: sold, items, tickets, comments, invoicesAreOrders: canServe };
}

function ownersOf(candidate: Candidate | null): Owner[] {
  return candidate?.id == null ? [] : [{ table: candidate.table, id: candidate.id.column, role: candidate.role }];
}
