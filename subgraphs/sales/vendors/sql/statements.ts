// The text of the shop's statements: orders of customers with who sold them, and items of orders. Names come from the checked
// mapping and are quoted, values are bound; any number of keys is one statement.
import type { CheckedSection } from '../../../../platform/sql/catalogue';
import type { NamedStatement } from '../../../../platform/sql/children';
import { columnAt } from '../../../../platform/sql/columns';
import { binder, equalsAny, sameKey, type Place } from '../../../../platform/sql/comparisons';
import { asText, nameOf, ordered, selected } from '../../../../platform/sql/expressions';
import { firstOfEach } from '../../../../platform/sql/first-of-each';

/** Of a customer the newest orders, of an order the first items; so many at most. */
const MOST = 100;

/** The sections that an order is read from. */
export interface OrderSections {
  customers: CheckedSection;
  orders: CheckedSection;
  /** undefined where the mapping has none. */
  staff: CheckedSection | undefined;
}

/**
 * The newest orders of each customer, newest first; null where no row can fit. Beside the order's own columns: `seller`, the id of
 * who sold it, or else of who looks after the customer, and that person's columns, their paths beginning with `staff.`.
 */
export function ordersStatement(sections: OrderSections, customerIds: readonly string[]): NamedStatement | null {
  const { section, table } = sections.orders;
  const { values, bind } = binder();
  const [id, customer, placedAt] = ['id', 'customer', 'fields.placedAt'].map((path) => columnAt(section, path));
  const condition = customer === undefined ? null : equalsAny(customer, table, customerIds, bind);
  if (id === undefined || customer === undefined || placedAt === undefined || condition === null) return null;
  const sellers = sellersOf(sections, customer);
  const named = [
    ...section.columns.map((use) => ({ path: use.path, text: selected(use, table) })),
    ...(sellers.id === null ? [] : [{ path: 'seller', text: sellers.id }]),
    ...sellers.columns,
  ];
  const text = firstOfEach({
    columns: named.map((one) => one.text),
    from: [`${table.sql} as t`, ...sellers.joins].join('\n      '),
    where: condition,
    group: nameOf(customer),
    // An order without a date is a fault, which must not hide behind a hundred others.
    order: `${ordered(nameOf(placedAt), 'descending', 'first')}, ${nameOf(id)} desc`,
    most: MOST,
  });
  return { statement: { text, values }, paths: named.map(({ path }) => path) };
}

function sellersOf({ customers, orders, staff }: OrderSections, customer: string) {
  const own = columnAt(orders.section, 'salesPerson');
  const rep = columnAt(customers.section, 'salesPerson');
  const customerId = columnAt(customers.section, 'id');
  const sellers: Place[] = own === undefined ? [] : [{ column: own, table: orders.table, alias: 't' }];
  const joins: string[] = [];
  if (rep !== undefined && customerId !== undefined) {
    const isTheirs = sameKey(
      { column: customerId, table: customers.table, alias: 'c' },
      { column: customer, table: orders.table, alias: 't' },
    );
    joins.push(`left join ${customers.table.sql} as c on ${isTheirs}`);
    sellers.push({ column: rep, table: customers.table, alias: 'c' });
  }
  const staffId = staff === undefined ? undefined : columnAt(staff.section, 'id');
  if (sellers.length === 0 || staff === undefined || staffId === undefined) return { id: null, joins, columns: [] };
  joins.push(`left join ${staff.table.sql} as s on ${sameKey({ column: staffId, table: staff.table, alias: 's' }, ...sellers)}`);
  return {
    id: `coalesce(${sellers.map(({ column, alias }) => asText(nameOf(column, alias))).join(', ')})`,
    joins,
    columns: staff.section.columns.map((use) => ({ path: `staff.${use.path}`, text: selected(use, staff.table, 's') })),
  };
}

/** The first items of each order, by their ids; null where no row can fit. */
export function itemsStatement({ section, table }: CheckedSection, orderIds: readonly string[]): NamedStatement | null {
  const { values, bind } = binder();
  const [id, order] = ['id', 'order'].map((path) => columnAt(section, path));
  const condition = order === undefined ? null : equalsAny(order, table, orderIds, bind);
  if (id === undefined || order === undefined || condition === null) return null;
  const text = firstOfEach({
    columns: section.columns.map((use) => selected(use, table)),
    from: `${table.sql} as t`,
    where: condition,
    group: nameOf(order),
    order: nameOf(id),
    most: MOST,
  });
  return { statement: { text, values }, paths: section.columns.map(({ path }) => path) };
}
