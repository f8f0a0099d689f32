// What a SOQL statement says, parsed: the part of the language that this emulator speaks.
// https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm
import type { Pattern } from './text';

export interface Statement {
  fields: readonly FieldPath[];
  /** Child queries of the SELECT list, by the name of the relationship in their FROM. */
  children: readonly Statement[];
  /** `SELECT COUNT()`: nothing but the number of rows. */
  count: boolean;
  from: { name: string; at: number };
  where: Condition | null;
  orderBy: readonly { field: FieldPath; descending: boolean; nullsLast: boolean }[];
  limit: number | null;
  offset: number;
}

/** `Account.Name`: relationships, then the field. */
export interface FieldPath {
  path: readonly string[];
  at: number;
}

export type Literal =
  | { kind: 'string'; text: string; pattern: Pattern }
  | { kind: 'date' | 'datetime'; text: string }
  | { kind: 'number'; text: string }
  | { kind: 'boolean'; text: 'true' | 'false' }
  | { kind: 'null'; text: 'null' };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE';

export type Condition =
  | { kind: 'and' | 'or'; parts: readonly Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; field: FieldPath; operator: Comparison; value: Literal }
  | { kind: 'in'; field: FieldPath; negated: boolean; values: readonly Literal[] };

/** How many different texts a statement compares with: what was asked for. */
export function askedTexts({ where, children }: Statement): Set<string> {
  const texts = new Set<string>(children.flatMap((child) => [...askedTexts(child)]));
  const add = ({ kind, text }: Literal): void => void (kind === 'string' && texts.add(text));
  const visit = (condition: Condition): void => {
    if ('parts' in condition) condition.parts.forEach(visit);
    else if (condition.kind === 'not') visit(condition.part);
    else if (condition.kind === 'in') condition.values.forEach(add);
    else add(condition.value);
  };
  if (where !== null) visit(where);
  return texts;
}
