// Writes SOQL: the only place where a value becomes part of a statement. Pure, sends nothing.

/** Above it Salesforce refuses a statement. Texts of a WHERE clause have 4,000 characters at most. */
export const MAX_STATEMENT = 100_000;

/**
 * A text as a SOQL literal, quotes and backslashes escaped, and whatever a statement may not hold as it is (line breaks, controls,
 * halves of a surrogate pair) by its code. Whatever the text, Salesforce reads that very text.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm
 */
export function literal(text: string): string {
  const escaped = text
    .replaceAll(/['\\]/g, '\\$&')
    .replaceAll(
      /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/gu,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `'${escaped}'`;
}

/** `Email IN ('a', 'b')`; null where there is nothing to be in. */
export function isIn(field: string, texts: readonly string[]): string | null {
  return texts.length === 0 ? null : `${field} IN (${[...new Set(texts)].map(literal).join(',')})`;
}

/** `Phone LIKE '%3%0%9%'`: the digits in their order, whatever stands between and around them. `digits` is nothing but digits. */
export function holdsDigits(field: string, digits: string): string {
  return `${field} LIKE ${literal(`%${digits.replaceAll(/\D/g, '').split('').join('%')}%`)}`;
}

/** Any of the conditions; null where there are none. */
export function anyOf(conditions: readonly (string | null)[]): string | null {
  const given = conditions.filter((condition) => condition !== null);
  return given.length === 0 ? null : given.join(' OR ');
}
