// How much a table looks like each role, in points that can each be explained. Pure: names, types and keys only.
import { idOf, referenceTo, salesPersonIn, type Found, type Reference } from './keys';
import { tableWords } from './naming';
import { pickColumns, type Picks } from './picks';
import { referrersOf } from './referrers';
import { ASIDE, ROLE_WORDS, type Role } from './role-words';
import { said, type Table } from './tables';

export interface Reason {
  points: number;
  why: string;
}

/** A table as somebody to play a role. */
export interface Candidate {
  role: Role;
  table: Table;
  /** The sum of its reasons. */
  points: number;
  reasons: readonly Reason[];
  id: Found | null;
  /** The column that refers to what it belongs to: the customer, the order, the ticket. */
  reference: Reference | null;
  picks: Picks;
  /** What it must have and has not; empty = it may be proposed. */
  missing: readonly string[];
}

/** How much less a reference is worth that no foreign key declares. */
const BY_NAME_ONLY = 8;

/** What a role belongs to, once that is chosen. */
export interface Owner {
  table: Table;
  id: string;
  role: Role;
}

interface RoleScore {
  /** Points that make it a proposal. */
  enough: number;
  /** Points for what it refers to, by a foreign key. */
  reference: number;
  /** Points by fields: all of `fields` must be there, or any of `any`. */
  fields: readonly { any: readonly string[]; points: number; why: string }[];
  /** Each group: one of them must be there. */
  required: readonly (readonly string[])[];
}

const has = (points: number, why: string, ...any: string[]): RoleScore['fields'][number] => ({ any, points, why });

export const ROLE_SCORES: Readonly<Record<Role, RoleScore>> = {
  customers: {
    enough: 35,
    reference: 0,
    fields: [
      has(20, 'email', 'email'),
      has(10, 'phone', 'phone'),
      has(8, 'name', 'name', 'givenName'),
      has(7, 'family name', 'familyName'),
      has(5, 'company', 'company'),
      has(5, 'address', 'city', 'postalCode', 'line1'),
      has(2, 'tax id', 'taxId'),
    ],
    required: [['email', 'phone', 'name', 'familyName', 'company']],
  },
  staff: {
    enough: 40,
    reference: 20,
    fields: [has(8, 'name', 'name', 'givenName'), has(7, 'family name', 'familyName'), has(5, 'email', 'email')],
    required: [['name', 'familyName']],
  },
  invoices: {
    enough: 45,
    reference: 20,
    fields: [
      has(15, 'total', 'total'),
      has(10, 'due date', 'dueDate'),
      has(5, 'date', 'issueDate'),
      has(5, 'balance or paid', 'balance', 'paid'),
      has(5, 'status', 'status'),
      has(3, 'currency', 'currency'),
      has(2, 'number', 'number'),
    ],
    required: [['total', 'balance']],
  },
  orders: {
    enough: 45,
    reference: 20,
    fields: [
      has(10, 'total', 'total'),
      has(8, 'shipment', 'shippedAt', 'deliveredAt', 'carrier', 'trackingNumber'),
      has(5, 'date', 'placedAt'),
      has(5, 'status', 'status'),
      has(3, 'currency', 'currency'),
      has(2, 'number', 'number'),
    ],
    required: [['total'], ['placedAt']],
  },
  items: {
    enough: 45,
    reference: 25,
    fields: [has(10, 'quantity', 'quantity'), has(10, 'price', 'unitPrice'), has(5, 'article', 'sku', 'name')],
    required: [['quantity', 'unitPrice', 'name', 'sku']],
  },
  tickets: {
    enough: 45,
    reference: 20,
    fields: [
      has(10, 'subject', 'subject'),
      has(10, 'status', 'status'),
      has(8, 'priority', 'priority'),
      has(5, 'date', 'createdAt'),
      has(5, 'channel or rating', 'channel', 'rating'),
    ],
    required: [['createdAt']],
  },
  comments: {
    enough: 50,
    reference: 25,
    fields: [has(15, 'text', 'body'), has(5, 'time', 'at')],
    required: [['body'], ['at']],
  },
};

const REQUIRED_WORDS: Readonly<Record<string, string>> = {
  total: 'a total',
  placedAt: 'a date',
  createdAt: 'a date',
  body: 'a text',
  at: 'a time',
  email: 'an address, number or name',
  name: 'a name',
  quantity: 'a quantity, price or article',
};

/**
 * Scores one table. `owners` are what the role may belong to: the customers' table, an order's…; for customers none. For
 * staff they are the tables that may name a sales person.
 */
export function scoreTable(role: Role, table: Table, tables: readonly Table[], owners: readonly Owner[]): Candidate {
  const link = role === 'staff' ? namedBy(table, tables, owners) : belongsTo(table, owners);
  const reference = role === 'staff' || link === null ? null : link.reference;
  const id = idOf(table, role, tables, reference?.column);
  const byName = nameReasons(role, table);
  // Neither by its name nor by what it refers to: nobody will ask for its columns, and there may be thousands of such tables.
  const isOutOfPlace = owners.length > 0 && link === null && !byName.some(({ points }) => points > 0);
  const picks: Picks = isOutOfPlace ? new Map() : pickColumns(table, role, reference === null ? [] : [reference.column]);
  const { reference: worth, fields, required } = ROLE_SCORES[role];
  const reasons: Reason[] = [
    ...byName,
    ...(link === null ? [] : [{ points: link.reference.declared ? worth : worth - BY_NAME_ONLY, why: link.why }]),
    ...fields.flatMap(({ any, points, why }) => (any.some((field) => picks.has(field)) ? [{ points, why }] : [])),
    ...(role === 'customers' ? referredReasons(table, tables) : []),
    ...formReasons(table, id),
  ];
  return {
    role,
    table,
    id,
    reference,
    picks,
    reasons,
    points: reasons.reduce((sum, { points }) => sum + points, 0),
    missing: [
      ...(id === null ? ['an id'] : []),
      ...(owners.length > 0 && link === null
        ? [role === 'staff' ? 'somebody who names them' : `a column for ${said(owners[0]?.table.address ?? '')}`]
        : []),
      ...required.flatMap((group) => (group.some((field) => picks.has(field)) ? [] : [REQUIRED_WORDS[group[0] ?? ''] ?? ''])),
    ],
  };
}

interface Link {
  reference: Reference;
  why: string;
}

/** What it refers to, a declared key before a name. */
function belongsTo(table: Table, owners: readonly Owner[]): Link | null {
  return bestLink(
    owners,
    (owner) => referenceTo(table, owner),
    (address) => `refers to ${address}`,
  );
}

/** Who names it as sales person. */
function namedBy(table: Table, tables: readonly Table[], owners: readonly Owner[]): Link | null {
  const id = idOf(table, 'staff', tables);
  if (id === null) return null;
  return bestLink(
    owners,
    (owner) => salesPersonIn(owner.table, { table, id: id.column }),
    (address) => `${address} names them`,
  );
}

function bestLink(owners: readonly Owner[], find: (owner: Owner) => Reference | null, why: (address: string) => string): Link | null {
  const links = owners.flatMap((owner) => {
    const reference = find(owner);
    return reference === null ? [] : [{ reference, why: why(said(owner.table.address)) }];
  });
  return links.find(({ reference }) => reference.declared) ?? links[0] ?? null;
}

/** The most points first; the bigger table, then the name decide between equals. */
export function ranked(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted(
    (a, b) =>
      b.points - a.points || (b.table.rows ?? 0) - (a.table.rows ?? 0) || (a.table.id < b.table.id ? -1 : a.table.id > b.table.id ? 1 : 0),
  );
}

/** Whether it may be proposed. */
export function isEnough({ role, points, missing }: Candidate): boolean {
  return missing.length === 0 && points >= ROLE_SCORES[role].enough;
}

function nameReasons(role: Role, table: Table): Reason[] {
  const { strong, weak, against } = ROLE_WORDS[role];
  const words = tableWords(table);
  const whole = words.join('');
  const last = words.at(-1) ?? '';
  const lastTwo = words.slice(-2).join('');
  const grade = (pattern: RegExp, points: readonly [number, number, number]): number => {
    if (pattern.test(whole)) return points[0];
    if (pattern.test(last) || pattern.test(lastTwo)) return points[1];
    return words.some((word) => pattern.test(word)) ? points[2] : 0;
  };
  const byStrong = grade(strong, [40, 30, 15]);
  const byWeak = weak === null ? 0 : grade(weak, [20, 14, 6]);
  const points = Math.max(byStrong, byWeak);
  const isAgainst = byStrong < 40 && against !== null && (against.test(whole) || words.some((word) => against.test(word)));
  const isAside = byStrong < 40 && words.length > 0 && words.some((word) => ASIDE.test(word)) && !(weak?.test(whole) ?? false);
  return [
    ...(points > 0 ? [{ points, why: 'its name' }] : []),
    ...(isAgainst ? [{ points: -40, why: 'its name says something else' }] : []),
    ...(isAside ? [{ points: -30, why: 'its name says that it is beside the point' }] : []),
  ];
}

function referredReasons(table: Table, tables: readonly Table[]): Reason[] {
  const count = new Set(referrersOf(table, tables).map(({ from }) => from)).size;
  return count === 0
    ? []
    : [{ points: Math.min(12, count * 4), why: `${count === 1 ? 'one other table refers' : `${count} other tables refer`} to it` }];
}

function formReasons({ form, rows }: Table, id: Found | null): Reason[] {
  return [
    ...(rows === 0 ? [{ points: -10, why: 'no rows' }] : []),
    ...(form === 'view' || form === 'foreign table' ? [{ points: -2, why: `a ${form}` }] : []),
    ...(id !== null && id.doubts.length > 0 && form === 'table' ? [{ points: -3, why: 'no key of one column' }] : []),
  ];
}
