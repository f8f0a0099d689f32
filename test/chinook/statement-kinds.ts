// Which kind of statement is this? Told by its text, as the server was sent it.

/** How many of each kind; kinds that did not come are left out. */
export type Kinds = Readonly<Partial<Record<Kind, number>>>;

type Kind = 'overdue' | 'customers' | 'invoices' | 'orders' | 'items' | 'others';

export function kindsOf(texts: readonly string[]): Kinds {
  const kinds: Partial<Record<Kind, number>> = {};
  for (const text of texts) kinds[kindOf(text)] = (kinds[kindOf(text)] ?? 0) + 1;
  return kinds;
}

function kindOf(text: string): Kind {
  if (text.includes('join "public"."invoice" as i')) return 'overdue';
  if (text.includes('from "public"."invoice_line" as t')) return 'items';
  if (text.includes('from "public"."invoice" as t')) return text.includes('row_number()') ? 'orders' : 'invoices';
  return text.includes('from "public"."customer" as t') ? 'customers' : 'others';
}
