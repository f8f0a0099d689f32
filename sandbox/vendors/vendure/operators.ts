// Vendure's filter operators on one value: https://docs.vendure.io/reference/graphql-api/admin/input-types/#stringoperators. Texts are
// compared as PostgreSQL and SQLite compare them: `eq` and `in` to the letter, `contains` and `regex` in any case.
import { databaseError, userInput } from './errors';

/** The operators of one field: `{ in: ['a', 'b'] }`; several must all hold. */
export type Operators = Readonly<Record<string, unknown>>;
export type Cell = string | number | boolean | null;
export type Test = (cell: Cell) => boolean;

/** What values meet all operators; nothing but `isNull` is met by null. @throws GraphQLError for what Vendure refuses */
export function toTest(operators: Operators): Test {
  const tests = Object.entries(operators).map(([operator, operand]) => toOneTest(operator, operand));
  return (cell) => tests.every((test) => test(cell));
}

function toOneTest(operator: string, operand: unknown): Test {
  if (operator === 'isNull') return (cell) => (cell === null) === (operand === true);
  if (operand === null) return () => false;
  const test = toTestOfSomething(operator, operand);
  return (cell) => cell !== null && test(cell);
}

function toTestOfSomething(operator: string, operand: unknown): (cell: string | number | boolean) => boolean {
  switch (operator) {
    case 'eq':
      return (cell) => String(cell) === String(operand);
    case 'notEq':
      return (cell) => String(cell) !== String(operand);
    case 'in':
    case 'notIn': {
      const values = new Set(listOf(operand).map(String));
      return (cell) => values.has(String(cell)) === (operator === 'in');
    }
    case 'contains':
    case 'notContains': {
      const pattern = toLike(String(operand));
      return (cell) => pattern.test(String(cell)) === (operator === 'contains');
    }
    case 'regex': {
      const pattern = toPattern(String(operand));
      return (cell) => pattern.test(String(cell));
    }
    case 'before':
    case 'lt':
      return (cell) => cell < toBound(operand);
    case 'after':
    case 'gt':
      return (cell) => cell > toBound(operand);
    case 'lte':
      return (cell) => cell <= toBound(operand);
    case 'gte':
      return (cell) => cell >= toBound(operand);
    case 'between': {
      const { start, end } = toRange(operand);
      return (cell) => cell >= start && cell <= end;
    }
    default:
      throw new RangeError(`no operator ${operator}`);
  }
}

function listOf(operand: unknown): readonly unknown[] {
  return Array.isArray(operand) ? operand : [];
}

function toBound(operand: unknown): string | number {
  return typeof operand === 'number' ? operand : String(operand);
}

function toRange(operand: unknown): { start: string | number; end: string | number } {
  const range = typeof operand === 'object' && operand !== null ? operand : {};
  return { start: toBound('start' in range ? range.start : ''), end: toBound('end' in range ? range.end : '') };
}

/** `%` and `_` in the text are wild cards: Vendure does not take that from them. */
function toLike(text: string): RegExp {
  const escaped = text.trim().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(escaped.replaceAll('%', '.*').replaceAll('_', '.'), 'is');
}

const LONGEST_PATTERN = 100;

function toPattern(pattern: string): RegExp {
  if (pattern.length > LONGEST_PATTERN) {
    throw userInput(`The regex filter pattern exceeds the maximum allowed length of ${LONGEST_PATTERN} characters`);
  }
  // Vendure counts how deep repetitions lie within repetitions. Stricter here: none may lie in a group that is repeated.
  if (/\([^)]*[*+}][^)]*\)[*+{]/.test(pattern)) {
    throw userInput('The regex filter pattern is not allowed as it may cause excessive resource consumption');
  }
  try {
    return new RegExp(pattern, 'i');
  } catch {
    throw databaseError();
  }
}
