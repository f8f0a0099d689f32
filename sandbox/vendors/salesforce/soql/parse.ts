// Parses SOQL by recursive descent. What Salesforce refuses is refused with its codes; what Salesforce takes and this emulator does not
// speak (GROUP BY, functions, semi-joins, date literals such as TODAY) is refused too, and the message says whose fault that is.
import { refuse } from '../errors';
import type { Comparison, Condition, FieldPath, Literal, Statement } from './statement';
import { toWords, unexpected, type Word } from './text';

/** @throws Refused MALFORMED_QUERY */
export function parseSoql(soql: string): Statement {
  const parser = new Parser(soql, toWords(soql));
  const statement = parser.statement(false);
  parser.expectEnd();
  return statement;
}

const COMPARISONS = new Map<string, Comparison>([
  ...['=', '!=', '<', '<=', '>', '>='].map((sign): [string, Comparison] => [sign, toComparison(sign)]),
  ['<>', '!='],
]);
const NOT_SPOKEN = /^(group|having|for|using|with|typeof|fields|includes|excludes|update|all)$/i;
const MOST_OFFSET = 2_000;

class Parser {
  private place = 0;

  constructor(
    private readonly soql: string,
    private readonly words: readonly Word[],
  ) {}

  statement(isChild: boolean): Statement {
    this.keyword('SELECT');
    const fields: FieldPath[] = [];
    const children: Statement[] = [];
    const count = !isChild && this.takesCount();
    if (!count) {
      do {
        if (!this.takes('(')) fields.push(this.fieldPath());
        else if (isChild) throw this.unexpected();
        else {
          children.push(this.statement(true));
          this.sign(')');
        }
      } while (this.takes(','));
    }
    this.keyword('FROM');
    const from = this.name();
    const where = this.takesKeyword('WHERE') ? this.condition() : null;
    const orderBy = this.takesKeyword('ORDER') ? this.order() : [];
    const limit = this.takesKeyword('LIMIT') ? this.count() : null;
    const offset = this.takesKeyword('OFFSET') ? this.count() : 0;
    if (offset > MOST_OFFSET) throw refuse('NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
    return { fields, children, count, from: { name: from.text, at: from.at }, where, orderBy, limit, offset };
  }

  expectEnd(): void {
    if (this.word.kind !== 'end') throw this.unexpected();
  }

  private condition(): Condition {
    const first = this.part();
    const joined = this.isKeyword('AND') ? 'AND' : this.isKeyword('OR') ? 'OR' : null;
    if (joined === null) return first;
    const parts = [first];
    while (this.takesKeyword(joined)) parts.push(this.part());
    // Mixed without parentheses: "unexpected token".
    if (this.isKeyword('AND') || this.isKeyword('OR')) throw this.unexpected();
    return { kind: joined === 'AND' ? 'and' : 'or', parts };
  }

  private part(): Condition {
    if (this.takesKeyword('NOT')) return { kind: 'not', part: this.part() };
    if (this.takes('(')) {
      const inner = this.condition();
      this.sign(')');
      return inner;
    }
    const field = this.fieldPath();
    if (this.takesKeyword('LIKE')) return { kind: 'compare', field, operator: 'LIKE', value: this.literal() };
    const negated = this.takesKeyword('NOT');
    if (this.takesKeyword('IN')) return { kind: 'in', field, negated, values: this.list() };
    const operator = negated ? undefined : COMPARISONS.get(this.word.text);
    if (operator === undefined || this.word.kind !== 'sign') throw this.unexpected();
    this.place += 1;
    return { kind: 'compare', field, operator, value: this.literal() };
  }

  private list(): Literal[] {
    this.sign('(');
    if (this.isKeyword('SELECT')) throw this.notSpoken('a semi-join');
    const values = [this.literal()];
    while (this.takes(',')) values.push(this.literal());
    this.sign(')');
    return values;
  }

  private literal(): Literal {
    const { kind, text, pattern } = this.word;
    const name = text.toLowerCase();
    if (kind === 'name' && name === 'null') return this.taken({ kind: 'null', text: 'null' });
    if (kind === 'name' && (name === 'true' || name === 'false')) return this.taken({ kind: 'boolean', text: name });
    if (kind === 'name' && /^(today|yesterday|tomorrow|(last|this|next)_\w+)$/.test(name)) throw this.notSpoken(text);
    if (kind === 'string' && pattern !== undefined) return this.taken({ kind, text, pattern });
    if (kind === 'number' || kind === 'date' || kind === 'datetime') return this.taken({ kind, text });
    throw this.unexpected();
  }

  private order(): Statement['orderBy'] {
    this.keyword('BY');
    const orders = [];
    do {
      const field = this.fieldPath();
      const descending = this.takesKeyword('DESC') || (this.takesKeyword('ASC') && false);
      let nullsLast = descending;
      if (this.takesKeyword('NULLS')) {
        nullsLast = this.takesKeyword('LAST');
        if (!nullsLast) this.keyword('FIRST');
      }
      orders.push({ field, descending, nullsLast });
    } while (this.takes(','));
    return orders;
  }

  private fieldPath(): FieldPath {
    const { at } = this.word;
    const path = [this.name().text];
    while (this.takes('.')) path.push(this.name().text);
    if (this.word.text === '(') throw this.notSpoken('a function');
    return { path, at };
  }

  private name(): Word {
    const { word } = this;
    if (word.kind !== 'name') throw this.unexpected();
    this.place += 1;
    return word;
  }

  private count(): number {
    const { kind, text } = this.word;
    if (kind !== 'number' || !/^\d+$/.test(text)) throw this.unexpected();
    this.place += 1;
    return Number(text);
  }

  private takesCount(): boolean {
    const [name, open, close] = this.words.slice(this.place, this.place + 3);
    if (name?.text.toUpperCase() !== 'COUNT' || open?.text !== '(' || close?.text !== ')') return false;
    this.place += 3;
    return true;
  }

  private get word(): Word {
    return this.words[this.place] ?? { kind: 'end', text: '<EOF>', at: this.soql.length };
  }

  private taken<T>(value: T): T {
    this.place += 1;
    return value;
  }

  private isKeyword(keyword: string): boolean {
    return this.word.kind === 'name' && this.word.text.toUpperCase() === keyword;
  }

  private takesKeyword(keyword: string): boolean {
    if (!this.isKeyword(keyword)) return false;
    this.place += 1;
    return true;
  }

  private keyword(keyword: string): void {
    if (!this.takesKeyword(keyword)) throw this.unexpected();
  }

  private takes(sign: string): boolean {
    if (this.word.kind !== 'sign' || this.word.text !== sign) return false;
    this.place += 1;
    return true;
  }

  private sign(sign: string): void {
    if (!this.takes(sign)) throw this.unexpected();
  }

  private unexpected(): Error {
    const { text, at, kind } = this.word;
    return kind === 'name' && NOT_SPOKEN.test(text) ? this.notSpoken(text) : unexpected(this.soql, at, text);
  }

  private notSpoken(what: string): Error {
    return refuse('MALFORMED_QUERY', `${what} is SOQL that this emulator does not speak`);
  }
}

function toComparison(sign: string): Comparison {
  return sign === '!=' || sign === '<' || sign === '<=' || sign === '>' || sign === '>=' ? sign : '=';
}
