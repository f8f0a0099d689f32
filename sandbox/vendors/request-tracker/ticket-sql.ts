// TicketSQL, as far as it is pretended here: https://docs.bestpractical.com/rt/5.0.3/query_builder.html. It has no IN (5.0.3 refuses
// it), and where "and" and "or" stand side by side without brackets, the last of them counts for all: as a real RT was seen to do.
export interface Condition {
  key: string;
  operator: string;
  value: string;
}

export interface Group {
  aggregator: 'AND' | 'OR';
  parts: readonly (Condition | Group)[];
}

/** RT's words for what it cannot read. */
export class QueryFault extends Error {
  override readonly name = 'QueryFault';
}

const TOKEN =
  /\s*(?:(\()|(\))|((?:SHALLOW\s+)?(?:!=|>=|<=|=|>|<|(?:NOT\s+)?(?:LIKE|STARTSWITH|ENDSWITH)\b|IS\s+NOT\b|IS\b))|((?:AND|OR)\b)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[\w.{}%+-]+))/iy;

type Want = 'KEYWORD' | 'OPERATOR' | 'VALUE' | 'AGGREGATOR';

/** Throws QueryFault. An empty query is a group without parts, which finds nothing. */
export function parseTicketSql(text: string): Group {
  const root: { aggregator: 'AND' | 'OR'; parts: (Condition | Group)[] } = { aggregator: 'AND', parts: [] };
  const open = [root];
  let want: Want = 'KEYWORD';
  let key = '';
  let operator = '';
  let at = 0;
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    const here = open.at(-1) ?? root;
    const [, opening, closing, op, aggregator, word] = found ?? [];
    const fault = () =>
      new QueryFault(`Wrong query, expecting a ${want} in '${text.slice(0, at)}>${text.slice(at).trim().split(/\s/)[0] ?? ''}<--here'`);
    if (found === null) throw fault();
    if (opening !== undefined && want === 'KEYWORD') {
      const group: typeof root = { aggregator: 'AND', parts: [] };
      here.parts.push(group);
      open.push(group);
    } else if (closing !== undefined && want === 'AGGREGATOR' && open.length > 1) open.pop();
    else if (word !== undefined && want === 'KEYWORD') [key, want] = [unquoted(word), 'OPERATOR'];
    else if (op !== undefined && want === 'OPERATOR') [operator, want] = [op.toUpperCase().replace(/\s+/g, ' '), 'VALUE'];
    else if (word !== undefined && want === 'VALUE') {
      here.parts.push({ key, operator, value: unquoted(word) });
      want = 'AGGREGATOR';
    } else if (aggregator !== undefined && want === 'AGGREGATOR') {
      here.aggregator = aggregator.toUpperCase() === 'OR' ? 'OR' : 'AND';
      want = 'KEYWORD';
    } else throw fault();
    at = TOKEN.lastIndex;
  }
  if (text.trim() !== '' && want !== 'AGGREGATOR')
    throw new QueryFault(`Incomplete query, last element (${want}) is not close paren or value in '${text}'`);
  if (open.length > 1) throw new QueryFault(`Incomplete query, ${open.length - 1} paren(s) isn't closed in '${text}'`);
  return root;
}

function unquoted(word: string): string {
  return /^['"]/.test(word) ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word;
}

/** Every condition, whatever brackets it is in. */
export function conditionsOf({ parts }: Group): Condition[] {
  return parts.flatMap((part) => ('parts' in part ? conditionsOf(part) : [part]));
}

export function meetsGroup({ aggregator, parts }: Group, holdsOne: (condition: Condition) => boolean): boolean {
  const test = (part: Condition | Group) => ('parts' in part ? meetsGroup(part, holdsOne) : holdsOne(part));
  return aggregator === 'AND' ? parts.every(test) : parts.some(test);
}
