// Shopify's search syntax, parsed into a tree: `email:"a@b.c" OR (state:enabled -tag:vip)`.
// https://shopify.dev/docs/api/usage/search-syntax. What a term says of a record is in `search-terms.ts`.

export type Comparator = ':' | '<' | '<=' | '>' | '>=';

export interface Term {
  kind: 'term';
  /** null = no field named: all default fields are searched. */
  field: string | null;
  comparator: Comparator;
  value: string;
  /** In quotation marks: a phrase, not words. */
  quoted: boolean;
}

export type Query = Term | { kind: 'and' | 'or'; parts: readonly Query[] } | { kind: 'not'; part: Query };

/** A bracket, a minus sign, or a value with perhaps a name and a comparator before it. */
const TOKEN =
  /\s*(?:([()])|(-)(?=[^\s)])|(?:((?:\\.|[^\s():"'\\])+):\s*(<=|>=|<|>)?\s*)?(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|((?:\\.|[^\s():\\])+)):?|([:"'\\]))/y;

type Token = '(' | ')' | '-' | 'AND' | 'OR' | Term;

/** @returns null for a query without terms, which finds everything. */
export function parseSearch(text: string): Query | null {
  const tokens = toTokens(text);
  const parts: (Query | null)[] = [];
  while (tokens.length > 0) {
    // A closing bracket too many closes nothing.
    if (tokens[0] === ')') tokens.shift();
    parts.push(parseOr(tokens));
  }
  return conjunction(parts);
}

/** @returns every term of the query, in order. */
export function termsOf(query: Query | null): readonly Term[] {
  if (query === null) return [];
  if (query.kind === 'term') return [query];
  return query.kind === 'not' ? termsOf(query.part) : query.parts.flatMap(termsOf);
}

function toTokens(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found !== null; found = TOKEN.exec(text)) {
    const [, bracket, minus, name, comparator, double, single, bare] = found;
    if (bracket === '(' || bracket === ')') tokens.push(bracket);
    else if (minus !== undefined || (bare === 'NOT' && name === undefined)) tokens.push('-');
    else if ((bare === 'AND' || bare === 'OR') && name === undefined) tokens.push(bare);
    else if (bare !== undefined || double !== undefined || single !== undefined) {
      // An unquoted value ends at a colon, and what follows is a term of its own: the trap of `updated_at:>2026-01-01T10:00:00Z`.
      tokens.push({
        kind: 'term',
        field: name === undefined ? null : unescape(name),
        comparator: toComparator(comparator),
        value: unescape(double ?? single ?? bare ?? ''),
        quoted: bare === undefined,
      });
    }
  }
  return tokens;
}

function parseOr(tokens: Token[]): Query | null {
  const parts = [parseAnd(tokens)];
  while (tokens[0] === 'OR') {
    tokens.shift();
    parts.push(parseAnd(tokens));
  }
  const queries = parts.flatMap((part) => part ?? []);
  return queries.length > 1 ? { kind: 'or', parts: queries } : (queries[0] ?? null);
}

function parseAnd(tokens: Token[]): Query | null {
  const parts: (Query | null)[] = [];
  while (tokens[0] !== undefined && tokens[0] !== ')' && tokens[0] !== 'OR') {
    if (tokens[0] === 'AND') tokens.shift();
    else parts.push(parseTerm(tokens));
  }
  return conjunction(parts);
}

function parseTerm(tokens: Token[]): Query | null {
  const token = tokens.shift();
  if (token === '-') {
    const part = parseTerm(tokens);
    return part === null ? null : { kind: 'not', part };
  }
  if (token === '(') {
    const inner = parseOr(tokens);
    if (tokens[0] === ')') tokens.shift();
    return inner;
  }
  return typeof token === 'object' ? token : null;
}

function conjunction(parts: readonly (Query | null)[]): Query | null {
  const queries = parts.flatMap((part) => part ?? []);
  return queries.length > 1 ? { kind: 'and', parts: queries } : (queries[0] ?? null);
}

function toComparator(text: string | undefined): Comparator {
  return text === '<' || text === '<=' || text === '>' || text === '>=' ? text : ':';
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
