// Stripe's search query language, parsed: `email:"a@example.com" OR -metadata["crm"]:null`. What a clause says of a record is in
// `matching.ts`. https://docs.stripe.com/search#search-query-language
import type { VendorAnswer } from '../../http/message';
import { invalidRequest } from './errors';

export type Operator = ':' | '~' | '>' | '>=' | '<' | '<=';

export interface Clause {
  /** `metadata` for every key of it. */
  field: string;
  metadataKey: string | null;
  operator: Operator;
  /** Without its quotes; null = the special value that stands for absence. */
  value: string | null;
  /** Written with a minus sign. */
  negated: boolean;
}

export interface Query {
  clauses: readonly Clause[];
  /** `AND` where blanks alone join the clauses. */
  joinedBy: 'AND' | 'OR';
}

/** "You can combine up to 10 query clauses". */
const MAX_CLAUSES = 10;
/** "The minimum length" of what `~` looks for. */
const MIN_SUBSTRING = 3;

// A quoted value may hold quotes behind a backslash; only numbers, booleans and null may go without quotes.
const CLAUSE =
  /\s*(?:(AND|OR)\s+)?(-)?(?:metadata\[(?:"([^"]+)"|'([^']+)')\]|([a-z_][\w.]*))(>=|<=|[:~<>])(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?|true|false|null))(?=\s|$)/iy;

/** @returns the query, or Stripe's refusal of it. */
export function parseQuery(text: string): Query | VendorAnswer {
  const clauses: Clause[] = [];
  const joints = new Set<'AND' | 'OR'>();
  const source = text.trim();
  CLAUSE.lastIndex = 0;
  while (CLAUSE.lastIndex < source.length) {
    const found = CLAUSE.exec(source);
    if (found === null) return unparseable();
    const [, joint, minus, doubleKey, singleKey, field, operator, double, single, bare] = found;
    if (joint !== undefined && clauses.length === 0) return unparseable();
    if (clauses.length > 0) joints.add(joint?.toUpperCase() === 'OR' ? 'OR' : 'AND');
    const quoted = double ?? single;
    clauses.push({
      field: field ?? 'metadata',
      metadataKey: doubleKey ?? singleKey ?? null,
      operator: toOperator(operator),
      value: quoted === undefined ? (bare?.toLowerCase() === 'null' ? null : (bare ?? '')) : quoted.replace(/\\(.)/g, '$1'),
      negated: minus !== undefined,
    });
  }
  if (clauses.length === 0) return unparseable();
  if (clauses.length > MAX_CLAUSES) return unparseable(`You can combine up to ${MAX_CLAUSES} query clauses in a search.`);
  if (joints.size > 1) return unparseable("You can't combine AND and OR in the same query.");
  if (clauses.some(({ operator, value }) => operator === '~' && (value ?? '').length < MIN_SUBSTRING)) {
    return unparseable(`A substring must have at least ${MIN_SUBSTRING} characters.`);
  }
  return { clauses, joinedBy: joints.has('OR') ? 'OR' : 'AND' };
}

/** The beginning is Stripe's wording; what it adds in each case is not documented. */
function unparseable(
  reason = 'Try using the format `metadata["key"]:"value"` to query for metadata or key:"value" to query for other fields.',
) {
  return invalidRequest(`We were unable to parse your search query. ${reason}`, null, 'query');
}

function toOperator(text: string | undefined): Operator {
  return text === '~' || text === '>' || text === '>=' || text === '<' || text === '<=' ? text : ':';
}
