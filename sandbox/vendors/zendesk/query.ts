// Zendesk's search syntax, parsed: `type:ticket requester:1 requester:2 status<solved "free words"`.
// https://support.zendesk.com/hc/en-us/articles/4408886879258 (search reference) and
// https://developer.zendesk.com/documentation/api-basics/working-with-data/searching-with-the-zendesk-api

export type Operator = ':' | '<' | '<=' | '>' | '>=';

export interface Term {
  /** Lower case; null = free text. */
  key: string | null;
  operator: Operator;
  /** Lower case, without its quotes. */
  value: string;
  /** Written with a minus sign. */
  negated: boolean;
}

const TERM = /(-)?(?:([a-z_]+)(<=|>=|:|<|>))?(?:"([^"]*)"|(\S+))/gi;

export function parseQuery(query: string): Term[] {
  return [...query.matchAll(TERM)].map(([, minus, key, operator, quoted, bare]) => ({
    key: key?.toLowerCase() ?? null,
    operator: toOperator(operator),
    value: (quoted ?? bare ?? '').trim().toLowerCase(),
    negated: minus !== undefined,
  }));
}

function toOperator(text: string | undefined): Operator {
  return text === '<' || text === '<=' || text === '>' || text === '>=' ? text : ':';
}

/** Terms sorted by how they combine, once per search. */
export interface Conditions {
  /** Must all be true: comparisons and free words. */
  all: readonly Term[];
  /** Of each group one must be true: terms of one key with `:`. */
  groups: readonly (readonly Term[])[];
  /** Must all be false. */
  none: readonly Term[];
}

/**
 * Terms of different keys must all hold; of several with the same key and `:` one is enough ("status:open status:pending"
 * finds both).
 */
export function toConditions(terms: readonly Term[]): Conditions {
  const groups = new Map<string, Term[]>();
  const all: Term[] = [];
  for (const term of terms.filter(({ negated }) => !negated)) {
    if (term.key === null || term.operator !== ':') all.push(term);
    else groups.set(term.key, [...(groups.get(term.key) ?? []), term]);
  }
  return { all, groups: [...groups.values()], none: terms.filter(({ negated }) => negated) };
}

/** @param holds whether one term, taken without its sign, is true of the record. */
export function meets({ all, groups, none }: Conditions, holds: (term: Term) => boolean): boolean {
  return groups.every((group) => group.some(holds)) && all.every(holds) && !none.some(holds);
}

/** Compares a known text with a wanted one in which `*` stands for any characters. Both lower case. */
export function matchesText(known: string, wanted: string): boolean {
  const star = wanted.indexOf('*');
  if (star === -1) return known === wanted;
  // The usual "ends with" is told apart from the rest because it is asked of every user.
  if (star === 0 && wanted.lastIndexOf('*') === 0) return known.endsWith(wanted.slice(1));
  const pattern = wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');
  return new RegExp(`^${pattern}$`).test(known);
}

/** A word is found at the beginning of words: "top" finds "Tip-Top Mops" and "Toppings", not "Desktop". */
export function containsWord(text: string, wanted: string): boolean {
  const pattern = wanted.replace(/\*$/, '').replace(/[.+?^${}()|[\]\\*]/g, '\\$&');
  return new RegExp(`(^|[^\\p{L}\\p{N}])${pattern}`, 'u').test(text.toLowerCase());
}
