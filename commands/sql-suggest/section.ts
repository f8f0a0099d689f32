// A section of the proposal as data: lines with their doubts, and how amounts, days and words are put. Where the text is
// made is yaml-text.ts; what is in each section, the files in sections/.
import type { Pick, Picks } from './picks';
import { picked } from './picks';
import type { Candidate } from './scores';
import { labelsOf, wordKey, type ReadWords, type Words } from './status-columns';
import { ourWord, type Vocabulary } from './status-words';
import { said, type Column, type Table } from './tables';
import type { Plain } from './yaml-text';

export interface Line {
  key: string;
  value: Plain;
  /** What a person should look at; empty = nothing. */
  doubts: readonly string[];
}

export interface Section {
  candidate: Candidate;
  /** What comes before `fields`. */
  head: Line[];
  fields: Line[];
  /** Sentences for the person, above the section. */
  notes: string[];
  /** Columns without a use. */
  left: string[];
}

/** A line with its doubts, `null` ones left out. */
export function line(key: string, value: Plain, ...doubts: readonly (string | null)[]): Line {
  return { key, value, doubts: doubts.filter((doubt) => doubt !== null) };
}

/** `key: column` for each picked field, in this order; absent ones are left out. */
export function columnLines(picks: Picks, fields: readonly string[]): Line[] {
  return fields.flatMap((field) => {
    const pick = picked(picks, field);
    return pick === null ? [] : [line(field, pick.column.name, pick.doubt)];
  });
}

/** Table, id and what it belongs to. */
export function headLines({ table, id, reference }: Candidate, owner: string | null): Line[] {
  return [
    line('table', table.address),
    ...(id === null ? [] : [line('id', id.column, ...id.doubts)]),
    ...(owner === null || reference === null ? [] : [line(owner, reference.column, ...reference.doubts)]),
  ];
}

/** An amount of money: cents by the name, doubts where whole numbers may be cents. */
export function amountLine(key: string, { column, doubt }: Pick, fallback?: string): Line {
  const isCents = /(cents?|_ct|pence|minor)$/i.test(column.name);
  const defaults = fallback === undefined ? {} : { default: fallback };
  const value =
    isCents || fallback !== undefined ? { column: column.name, ...(isCents ? { divideBy: 100 } : {}), ...defaults } : column.name;
  const aboutCents = isCents
    ? column.kind === 'decimal'
      ? 'cents by its name, but not by its type'
      : null
    : column.kind === 'integer'
      ? 'whole numbers: where they are cents, { column: …, divideBy: 100 }'
      : null;
  return line(key, value, doubt, aboutCents, column.type === 'money' ? 'the type money: how it reads depends on the server' : null);
}

/** The number people know; the id where there is no other. */
export function numberLine({ picks, id, table }: Candidate): Line[] {
  const pick = picked(picks, 'number');
  if (pick !== null) return [line('number', pick.column.name, pick.doubt)];
  const type = table.columns.find(({ name }) => name === id?.column)?.type;
  return id === null || type === undefined || type === 'uuid' ? [] : [line('number', id.column)];
}

/** The currency, or euros with a doubt. */
export function currencyLine(picks: Picks): Line {
  const pick = picked(picks, 'currency');
  if (pick === null) return line('currency', { constant: 'EUR' }, 'no column for it: is everything in EUR?');
  return line('currency', pick.column.name, pick.column.length === 3 ? null : 'it must hold three letters such as EUR');
}

export interface WordLine {
  vocabulary: Vocabulary;
  /** Our word where theirs is unknown. */
  fallback: string;
  /** Words of ours that cannot be used here, and what stands for them. */
  instead?: Readonly<Record<string, string>>;
}

/** A status or priority from the words of its column. */
export function wordLine(key: string, table: Table, { column, doubt }: Pick, words: Words, how: WordLine): Line {
  const read = withNulls(column, labelsOf(column) ?? words.get(wordKey(table, column.name)) ?? 'unreadable');
  const { value, doubts } = toValues(column.name, read, how);
  return line(key, value, doubt, ...doubts);
}

/** Words from another table do not tell whether some rows have none. */
function withNulls({ notNull }: Column, read: ReadWords): ReadWords {
  if (typeof read === 'string' || notNull || read.words.every(({ theirs, says }) => theirs === says)) return read;
  return { ...read, hasNull: true };
}

function toValues(column: string, read: ReadWords, { vocabulary, fallback, instead = {} }: WordLine): { value: Plain; doubts: string[] } {
  if (read === 'no words') return { value: { constant: fallback }, doubts: [`${said(column)} has too many or too long words to be one`] };
  if (read === 'unreadable')
    return { value: { column, values: {}, default: fallback }, doubts: ['its words could not be read: say in `values` what they mean'] };
  const unknown: string[] = [];
  const replaced: string[] = [];
  const values: [string, string][] = [];
  for (const { theirs, says } of read.words) {
    const ours = ourWord(vocabulary, says);
    if (ours === null) unknown.push(says === theirs ? theirs : `${theirs} (${says})`);
    else if (instead[ours] !== undefined) replaced.push(theirs);
    if (ours !== null) values.push([theirs, instead[ours] ?? ours]);
  }
  const needsDefault = unknown.length > 0 || read.hasNull || values.length === 0;
  return {
    value: { column, values: Object.fromEntries(values), ...(needsDefault ? { default: fallback } : {}) },
    doubts: [
      ...(unknown.length > 0 ? [`not known to us and left to the default: ${unknown.join(', ')}`] : []),
      ...(replaced.length > 0 ? [`no column says how much is left of ${replaced.join(', ')}: taken to be open in full`] : []),
      ...(read.hasNull ? ['where it is empty, the default'] : []),
      ...(read.words.length === 0 && !read.hasNull ? ['no row has one yet: say in `values` what they will mean'] : []),
    ],
  };
}

/** The columns that no line names. */
export function leftOver({ candidate: { table }, head, fields }: Omit<Section, 'left' | 'notes'>): string[] {
  const used = new Set([...head, ...fields].flatMap(({ value }) => columnsIn(value)));
  return table.columns.map(({ name }) => name).filter((name) => !used.has(name) && !SECRET.test(name));
}

/** Not to be shown to anybody, so not offered either. */
const SECRET = /(pass(wor[dt]|wd|phrase)|kennwort|secret|token|hash|salt|otp|api_?key|iban|card_?(no|num)|cvc|cvv|ssn)/i;

function columnsIn(value: Plain): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(columnsIn);
  if (typeof value === 'object' && 'column' in value && value.column !== undefined) return columnsIn(value.column);
  return [];
}
