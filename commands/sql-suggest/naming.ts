// How a name of a table or column is read: `strKundenNr`, `kd_nr` and "Kunden-Nr" are all "kundennr" or "nr" in the end. Knows no
// role and no field.
import type { Table } from './tables';

/** What names begin with to say their type or that they are a table. */
const TYPE_PREFIXES = new Set(
  'b bl bln bool c ch chr col cur d dat dbl dec dim dt dtm f fact fk fld i int l lng mv n num s str sz t tab tb tbl tx txt v vc vw x'.split(
    ' ',
  ),
);

/** What the names of tables end with, saying nothing. */
const TABLE_SUFFIXES = new Set('head header hdr kopf master stamm data daten list liste table tab view vw main base v'.split(' '));

/** `strKundenNr`, `KUNDEN_NR` → `['str', 'kunden', 'nr']`, `['kunden', 'nr']`; umlauts written out, nothing but letters and digits. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** A name's readings, the nearest first: as it is, without a prefix that tells its type, without the table's own prefix. */
export function readingsOf(words: readonly string[], ownPrefix: string | null): string[][] {
  const [first = '', ...rest] = words;
  const readings = [[...words]];
  if (rest.length > 0 && TYPE_PREFIXES.has(first)) readings.push(rest);
  if (rest.length > 0 && first === ownPrefix) readings.push(rest);
  return readings;
}

/** `kd` where most columns begin with it: `kd_name`, `kd_ort`; null where they do not. */
export function ownPrefixOf({ columns }: Table): string | null {
  const counts = new Map<string, number>();
  for (const { name } of columns) {
    const [first, ...rest] = wordsOf(name);
    if (first !== undefined && rest.length > 0) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  const most = Math.max(3, Math.ceil(columns.length * 0.6));
  return [...counts].find(([, count]) => count >= most)?.[0] ?? null;
}

const readColumns = new WeakMap<Table, ReadonlyMap<string, readonly string[]>>();

/** Each column's readings, joined without a gap; read once a table, as every role asks. */
export function columnReadings(table: Table): ReadonlyMap<string, readonly string[]> {
  const known = readColumns.get(table);
  if (known !== undefined) return known;
  const ownPrefix = ownPrefixOf(table);
  const readings = new Map(
    table.columns.map(({ name }) => [name, readingsOf(wordsOf(name), ownPrefix).map((words) => words.join(''))] as const),
  );
  readColumns.set(table, readings);
  return readings;
}

/** The words of a table's name without those that say nothing: `tblKundenStamm` → `['kunden']`. */
export function tableWords({ name }: Table): string[] {
  const words = wordsOf(name);
  while (words.length > 1 && TYPE_PREFIXES.has(words[0] ?? '')) words.shift();
  while (words.length > 1 && TABLE_SUFFIXES.has(words.at(-1) ?? '')) words.pop();
  return words;
}

/** `orders` → `order`, `companies` → `company`; and what German adds: `kunden` → `kunde`. Possible ones, the word itself first. */
export function singularsOf(word: string): string[] {
  const forms = [word];
  if (word.endsWith('ies')) forms.push(`${word.slice(0, -3)}y`);
  for (const ending of ['es', 's', 'en', 'n', 'e'])
    if (word.length > ending.length + 2 && word.endsWith(ending)) forms.push(word.slice(0, -ending.length));
  return forms;
}
