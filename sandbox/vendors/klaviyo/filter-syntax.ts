// Klaviyo's filter syntax, parsed: `any(email,["a@example.com"]),greater-than(updated,2026-01-01T00:00:00Z)`.
// https://developers.klaviyo.com/en/docs/filtering_

/** Quoted text, or a bare word: a date, a number, true, false. */
export interface Literal {
  text: string;
  quoted: boolean;
}

/** One condition of a filter; all of a filter must hold. */
export interface Condition {
  operator: string;
  field: string;
  /** In brackets: several. */
  isList: boolean;
  /** None for `has(profile)`. */
  values: readonly Literal[];
}

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([()[\],])|([^()[\],\s"']+))/y;

interface Token {
  kind: 'literal' | 'word' | 'sign';
  text: string;
}

/** @returns the conditions in the order written, those inside `and(…)` too; null = not of the syntax. */
export function parseFilter(text: string): Condition[] | null {
  const tokens = toTokens(text);
  if (tokens === null) return null;
  let at = 0;
  const isSign = (sign: string) => tokens[at]?.kind === 'sign' && tokens[at]?.text === sign;
  const takeSign = (sign: string): boolean => {
    if (!isSign(sign)) return false;
    at += 1;
    return true;
  };
  const takeLiteral = (): Literal | null => {
    const token = tokens[at];
    if (token === undefined || token.kind === 'sign') return null;
    at += 1;
    return { text: token.text, quoted: token.kind === 'literal' };
  };

  function takeValues(): Pick<Condition, 'isList' | 'values'> | null {
    const isList = takeSign('[');
    const values: Literal[] = [];
    do {
      const value = takeLiteral();
      if (value === null) return null;
      values.push(value);
    } while (isList && takeSign(','));
    return isList && !takeSign(']') ? null : { isList, values };
  }

  function takeCondition(): Condition[] | null {
    const operator = takeLiteral();
    if (operator === null || operator.quoted || !takeSign('(')) return null;
    if (operator.text === 'and') {
      const inner = takeConditions();
      return inner !== null && takeSign(')') ? inner : null;
    }
    const field = takeLiteral();
    if (field === null || field.quoted) return null;
    const values = takeSign(',') ? takeValues() : { isList: false, values: [] };
    return values !== null && takeSign(')') ? [{ operator: operator.text, field: field.text, ...values }] : null;
  }

  function takeConditions(): Condition[] | null {
    const conditions: Condition[] = [];
    do {
      const taken = takeCondition();
      if (taken === null) return null;
      conditions.push(...taken);
    } while (takeSign(','));
    return conditions;
  }

  const conditions = takeConditions();
  return at === tokens.length ? conditions : null;
}

function toTokens(text: string): Token[] | null {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (found === null) return null;
    const [, double, single, sign, word] = found;
    const literal = double ?? single;
    if (literal !== undefined) tokens.push({ kind: 'literal', text: literal.replace(/\\(.)/g, '$1') });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}
