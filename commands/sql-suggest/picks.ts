// Which column of a table is which field, by names and types alone. Pure; the same table always gives the same picks.
import { FIELDS, type FieldRule } from './field-words';
import { columnReadings, tableWords } from './naming';
import { ROLE_WORDS, ROLES, type Role } from './role-words';
import type { Column, Table } from './tables';

export interface Pick {
  column: Column;
  /** Why it may be another one; null = no doubt. */
  doubt: string | null;
}

/** Field → its columns, the best first; fields without a column are absent. */
export type Picks = ReadonlyMap<string, readonly Pick[]>;

/** `state` is a part of an address where these are in the same table. */
const ADDRESS = /(city|town|zip|zipcode|postalcode|postcode|plz)$|^ort$/;
const STATE = /^state(code|id|name)?$/;

/** Chooses for each field of the role; `taken` are columns with another use, such as the one that refers to the customer. */
export function pickColumns(table: Table, role: Role, taken: readonly string[] = []): Picks {
  const used = new Set(taken);
  const picks = new Map<string, readonly Pick[]>();
  const names = spelledColumns(table, role);
  const hasAddress = [...names.values()].some((spellings) => spellings.some(({ name }) => ADDRESS.test(name)));
  for (const rule of FIELDS[role]) {
    const fitting = table.columns
      .filter(({ name, kind }) => !used.has(name) && rule.kinds.includes(kind))
      .flatMap((column) => {
        const spellings = names.get(column.name) ?? [];
        if (hasAddress && role !== 'customers' && spellings.some(({ name }) => STATE.test(name))) return [];
        const best = bestName(rule, spellings);
        return best === null ? [] : [{ column, ...best }];
      })
      .sort((a, b) => a.rank - b.rank)
      .slice(0, rule.most ?? 1);
    if (fitting.length === 0) continue;
    for (const { column } of fitting) used.add(column.name);
    picks.set(
      rule.field,
      fitting.map(({ column, doubt }) => ({ column, doubt })),
    );
  }
  return role === 'customers' || role === 'staff' ? withPersonName(picks) : picks;
}

/** The picked column, where there is one. */
export function picked(picks: Picks, field: string): Pick | null {
  return picks.get(field)?.[0] ?? null;
}

/** What names may begin with, by role. */
const ENTITIES: ReadonlyMap<Role, Entity> = new Map(
  ROLES.map((role) => {
    const words = ROLE_WORDS[role].entity;
    return [role, { begin: new RegExp(`^(?:${words})`), whole: new RegExp(`^(?:${words})$`) }] as const;
  }),
);

interface Entity {
  /** The longest of the words at the beginning. */
  begin: RegExp;
  whole: RegExp;
}

interface Spelling {
  name: string;
  /** How far from the name as it stands. */
  distance: number;
}

/** Each column's names, with and without the prefixes of types, of the table and of the role. */
export function spelledColumns(table: Table, role: Role): ReadonlyMap<string, readonly Spelling[]> {
  const ownName = tableWords(table).join('');
  return new Map(
    [...columnReadings(table)].map(([column, readings]) => {
      const spellings: Spelling[] = readings.flatMap((name, distance) => [
        { name, distance },
        ...withoutEntity(name, ownName, ENTITIES.get(role)).map((rest) => ({ name: rest, distance: distance + 1 })),
      ]);
      return [column, spellings] as const;
    }),
  );
}

/** `orderstatus` → `status`, and `tatus` as well, as `orders` is a word for it too: whoever asks knows which is one. */
function withoutEntity(name: string, ownName: string, entity: Entity | undefined): string[] {
  const longest = entity?.begin.exec(name)?.[0].length ?? 0;
  const rests = ownName !== '' && name.startsWith(ownName) ? [name.slice(ownName.length)] : [];
  for (let length = 1; length <= longest; length += 1) if (entity?.whole.test(name.slice(0, length))) rests.push(name.slice(length));
  return rests.filter((rest) => rest.length > 1);
}

function bestName(rule: FieldRule, spellings: readonly Spelling[]): { rank: number; doubt: string | null } | null {
  let best: { rank: number; doubt: string | null } | null = null;
  for (const [place, [pattern, doubt]] of rule.names.entries()) {
    for (const { name, distance } of spellings) {
      const rank = place * 10 + distance;
      if (pattern.test(name) && (best === null || rank < best.rank)) best = { rank, doubt: doubt ?? null };
    }
  }
  return best;
}

/** Beside a given name, `name` is the family name (in German tables, most often); beside both it says nothing new. */
function withPersonName(picks: ReadonlyMap<string, readonly Pick[]>): Picks {
  const result = new Map(picks);
  const name = result.get('name');
  if (!result.has('givenName') || name === undefined) return result;
  result.delete('name');
  const isPlain = name.some(({ column }) => /^(str|txt|s)?_?name1?$/i.test(column.name));
  if (!result.has('familyName') && isPlain) {
    result.set(
      'familyName',
      name.map(({ column }) => ({ column, doubt: 'beside a given name, this is taken for the family name' })),
    );
  }
  return result;
}
