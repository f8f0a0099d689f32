// `<SOURCE>_CUSTOM`: which values of a source's raw records are custom fields of its customers, `tier=properties.tier`. Read at start,
// held against the account's own fields where it names them, and told with each record's evidence.
import { z } from 'zod';
import type { RecordSource } from '../connector';
import { UpstreamError } from '../errors';
import { damerauDistance } from '../identity/text-distance';
import type { Log } from '../log';
import { valueAt, type JsonValue, type PersonRecord } from '../record';

/** A key that `Customer.custom` is asked by, and the path into the raw record, as `raw(path:)` takes it. */
export interface CustomField {
  key: string;
  path: string;
}

const ENTRY = /^([A-Za-z]\w{0,63})\s*=\s*([^\s.=][^=]*)$/;

/** Of one source: `tier=properties.tier, vip=user_fields.vip`. Faults name no value. */
export const customSetting = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  )
  .refine((entries) => entries.every((entry) => ENTRY.test(entry)), {
    error: 'must be entries such as tier=properties.tier, separated by commas; a key is a word of letters, digits and _',
    abort: true,
  })
  .transform((entries) => entries.map(toField))
  .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, 'names a key twice');

function toField(entry: string): CustomField {
  const [, key = '', path = ''] = ENTRY.exec(entry) ?? [];
  return { key, path };
}

/** The values that a record has, by key; what it lacks is left out. */
export function customValues(fields: readonly CustomField[], raw: JsonValue): Record<string, JsonValue> {
  const values = fields.map(({ key, path }) => [key, valueAt(raw, path)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** A source whose custom fields are to be checked. */
export interface CheckedSource {
  source: string;
  /** The name of its setting, for faults. */
  variable: string;
  fields: readonly CustomField[];
  connector: Pick<RecordSource<PersonRecord>, 'fields'>;
  /** For all of the check. */
  timeoutMs: number;
  log: Log;
}

/**
 * Faults of custom fields that the account does not have. None where the connector does not say which fields there are, where any
 * field may be, and, with a warning, where the vendor cannot be asked: that it is down keeps nobody from starting.
 */
export async function customFaults({ source, variable, fields, connector, timeoutMs, log }: CheckedSource): Promise<string[]> {
  if (fields.length === 0 || connector.fields === undefined) return [];
  try {
    const known = await connector.fields({ signal: AbortSignal.timeout(timeoutMs), sent: () => undefined });
    if (known === null) return [];
    return fields.filter(({ path }) => !hasField(known, path)).map(({ key, path }) => `${variable}: ${key}: ${absent(known, path)}`);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn('custom fields could not be checked', { source, code: error.code });
    return [];
  }
}

/** Whether a path is one of the fields, or inside one of them, where anything may be. */
export function hasField(known: readonly string[], path: string): boolean {
  return known.some((field) => path === field || path.startsWith(`${field}.`));
}

/** A field so many letters away may be meant. */
const NEAR = 3;

function absent(known: readonly string[], path: string): string {
  const near = known
    .map((field) => ({ field, distance: damerauDistance(field.toLowerCase(), path.toLowerCase()) }))
    .filter(({ distance }) => distance <= NEAR)
    .sort((a, b) => a.distance - b.distance)
    .map(({ field }) => field);
  return `its raw records have no such field${near.length === 0 ? '' : `; near it is ${near.slice(0, 3).join(', ')}`}`;
}
