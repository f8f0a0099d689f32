// Whose records they are: asked of the graph, many at once, as anybody would ask it.
import { z } from 'zod';
import type { AskGraph } from '../../platform/ask';

export interface Owners {
  /** Canonical id of the customer, by record. */
  customerOf: ReadonlyMap<string, string>;
  /** Records of which nobody can tell now, by why. The others are nobody's. */
  unknown: ReadonlyMap<string, string>;
}

const QUESTION = 'query CustomersOfRecords($ids: [ID!]!) { customers(ids: $ids) { id } }';
const MOST = 100;
/** Told of one record, and not for want of an answer. */
const ANSWERS = ['AMBIGUOUS_CUSTOMER', 'BAD_USER_INPUT'];

const answer = z.object({ customers: z.array(z.object({ id: z.string() }).nullable()) });

/** Each record once. Never rejects: without an answer every record is unknown. */
export async function customersOf(ask: AskGraph, records: readonly string[]): Promise<Owners> {
  const customerOf = new Map<string, string>();
  const unknown = new Map<string, string>();
  for (let start = 0; start < records.length; start += MOST) {
    const ids = records.slice(start, start + MOST);
    const { data, errors } = await ask({ query: QUESTION, variables: { ids } }).catch(() => NOBODY);
    const parsed = answer.safeParse(data);
    const ofAll = errors.find(({ path = [] }) => typeof path[1] !== 'number');
    ids.forEach((id, index) => {
      const found = parsed.success ? parsed.data.customers[index] : undefined;
      const own = errors.find(({ path = [], code }) => path[1] === index && !ANSWERS.includes(code));
      if (found != null) customerOf.set(id, found.id);
      else if (!parsed.success || ofAll !== undefined || own !== undefined) unknown.set(id, (own ?? ofAll)?.code ?? 'NO_ANSWER');
    });
  }
  return { customerOf, unknown };
}

const NOBODY = { data: null, errors: [] };
