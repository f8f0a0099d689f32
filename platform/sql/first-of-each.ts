// A statement that takes the first rows of each group and no more: the newest orders of a customer, the first lines of an order.
// One statement for any number of groups, by a window function of standard SQL.

export interface FirstOfEach {
  /** What is selected, as SQL. */
  columns: readonly string[];
  /** The tables, joined, with their aliases. */
  from: string;
  where: string;
  /** What tells the groups apart, as SQL. */
  group: string;
  /** The order within a group, as SQL. */
  order: string;
  most: number;
}

/** The rows of each group in their order, groups mixed. */
export function firstOfEach({ columns, from, where, group, order, most }: FirstOfEach): string {
  return [
    `select ${columns.map((_, index) => `c${index}`).join(', ')}`,
    '  from (',
    `    select ${columns.map((column, index) => `${column} as c${index}`).join(', ')},`,
    `           row_number() over (partition by ${group} order by ${order}) as place`,
    `      from ${from}`,
    `     where ${where}`,
    '  ) as numbered',
    ` where place <= ${most}`,
    ' order by place',
  ].join('\n');
}
