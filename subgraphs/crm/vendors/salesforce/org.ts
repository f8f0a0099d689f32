// The org that answers come from, and what all mappings of them need: texts, instants, addresses, numbers, links. Pure.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import { normalisePhone } from '../../../../platform/identity/phone';
import { recordId, type AddressPoint, type PhonePoint, type RecordId } from '../../../../platform/record';
import { idsOf, type OwnType } from './ids';
import type { CrosswalkField } from './settings';

export interface Org {
  source: string;
  /** The My Domain address, without a slash at its end. */
  url: string;
  /** The currency of every deal, or `multi`; undefined = unknown. */
  currency: string | undefined;
  phoneRegion: string | undefined;
  crosswalk: readonly CrosswalkField[];
}

/** Every record of an answer says of what object it is. */
export const Attributes = z.object({ type: z.string(), url: z.string() });
export const Text = z.string().nullable();
/** `2026-05-02T08:30:00.000+0000`, which is no ISO 8601 to everybody: the colon in the offset is missing. */
export const Instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(withColon(text))))
  .nullable();

/** In UTC. */
export function toInstant(text: string | null): string | null {
  return text === null ? null : new Date(withColon(text)).toISOString();
}

function withColon(text: string): string {
  return text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
}

export function toPhones(written: readonly (string | null)[], region: string | undefined): PhonePoint[] {
  const values = written.flatMap((phone) => normalisePhone(phone, region)?.e164 ?? []);
  return [...new Set(values)].map((value, index) => ({ value, primary: index === 0, shared: false }));
}

export function toAddresses(written: Omit<AddressPoint, 'purpose'>): AddressPoint[] {
  const { line1, city, postalCode, country } = written;
  const address = { line1: textOf(line1), city: textOf(city), postalCode: textOf(postalCode), country: textOf(country) };
  return Object.values(address).every((part) => part === null) ? [] : [{ purpose: 'main', ...address }];
}

/** https://developer.salesforce.com/docs/platform/lwc/guide/use-navigate-url-addressability.html */
export function toUrl({ url }: Org, object: string, id: string): string {
  return `${url}/lightning/r/${object}/${id}/view`;
}

export function toId({ source }: Org, type: OwnType, id: string | null): RecordId | null {
  return id === null ? null : recordId(source, type, id);
}

/** Owners may be queues, which are nobody. */
export function toOwnerId(org: Org, id: string | null): RecordId | null {
  return id?.startsWith('005') === true ? toId(org, 'user', id) : null;
}

/** Whose children an answer lists: the ids that were asked for and mean this record. */
export function askedIds({ source }: Org, type: OwnType, id: string, asked: ReadonlySet<RecordId>): RecordId[] {
  return idsOf(source, type, id).filter((one) => asked.has(one));
}
