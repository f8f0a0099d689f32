// What every domain can say of one of its person or company records, in one shape. Connectors make it from their vendor's
// wire format; identity resolution and survivorship read it. It is plain JSON, so that it can be cached and sent.

/** Global id of a record: `source:type:id`, split at the first two colons. Never personal data. */
export type RecordId = string;

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export interface RecordIdParts {
  source: string;
  type: string;
  /** The source's own id; may contain colons. */
  id: string;
}

export interface PersonName {
  full: string | null;
  given: string | null;
  family: string | null;
}

export interface EmailPoint {
  /** Normalised by `normaliseEmail`. */
  value: string;
  primary: boolean;
  /** null = the source does not say. */
  verified: boolean | null;
}

export interface PhonePoint {
  /** E.164, by `normalisePhone`. */
  value: string;
  primary: boolean;
  /** True where the source marks the number as used by several people. */
  shared: boolean;
}

export interface AddressPoint {
  purpose: 'main' | 'billing' | 'shipping';
  line1: string | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
}

/** Whether this record's own address or number may be used for something. Never inherited by another record. */
export interface ConsentPoint {
  channel: 'EMAIL' | 'SMS' | 'PHONE' | 'POST';
  /** What for, such as `marketing`. */
  purpose: string;
  /** GRANTED = agreed, DENIED = said no, REVOKED = agreed once and took it back, UNKNOWN = was never asked. */
  status: 'GRANTED' | 'DENIED' | 'REVOKED' | 'UNKNOWN';
  /** The normalised address or number it is about; null = whatever the record has for the channel. */
  address: string | null;
  /** When it was given or taken back: ISO 8601 in UTC. */
  at: string | null;
}

/** A person or company as one source has it. Absent = null or an empty list, never an empty string. */
export interface PersonRecord {
  id: RecordId;
  /** Where a person can open it in the source's own application. */
  url: string | null;
  kind: 'PERSON' | 'ORGANIZATION';
  name: PersonName;
  emails: EmailPoint[];
  phones: PhonePoint[];
  addresses: AddressPoint[];
  company: string | null;
  jobTitle: string | null;
  /** BCP 47. */
  language: string | null;
  taxId: string | null;
  /** `YYYY-MM-DD`. */
  birthDate: string | null;
  employees: number | null;
  /** At most one a channel, purpose and address; an empty list where the source keeps none. */
  consents: ConsentPoint[];
  /** Ids of other sources' records that this record stores: the crosswalk. */
  externalIds: RecordId[];
  /** ISO 8601 in UTC. */
  createdAt: string | null;
  /** ISO 8601 in UTC. */
  updatedAt: string | null;
  /** Set where the source merged this record into another one. */
  movedTo: RecordId | null;
  /** Ids of records that the source merged into this one: other systems may still store them. Left out where it tells of none. */
  formerIds?: RecordId[];
  /** What the source answered, custom fields included. */
  raw: JsonValue;
}

/** Makes a global id. */
export function recordId(source: string, type: string, id: string | number): RecordId {
  return `${source}:${type}:${id}`;
}

/** Takes a global id apart; null where it is none. */
export function parseRecordId(value: string): RecordIdParts | null {
  const match = /^([^:]+):([^:]+):(.+)$/s.exec(value);
  if (match === null) return null;
  const [, source = '', type = '', id = ''] = match;
  return { source, type, id };
}

/** A record of what is known; all else is null, or an empty list. */
export function personRecord(known: Pick<PersonRecord, 'id' | 'raw'> & Partial<PersonRecord>): PersonRecord {
  return {
    ...{ url: null, kind: 'PERSON', name: { full: null, given: null, family: null } },
    ...{ emails: [], phones: [], addresses: [], consents: [], externalIds: [] },
    ...{ company: null, jobTitle: null, language: null, taxId: null, birthDate: null, employees: null },
    ...{ createdAt: null, updatedAt: null, movedTo: null },
    ...known,
  };
}

/** One value of a raw record by a path such as `properties.tier`; null where there is none; the whole without a path. */
export function valueAt(whole: JsonValue, path: string | null | undefined): JsonValue {
  if (path === null || path === undefined || path === '') return whole;
  let value: JsonValue | undefined = whole;
  for (const step of path.split('.')) {
    if (value === null || typeof value !== 'object') return null;
    value = Array.isArray(value) ? value[Number(step)] : Object.hasOwn(value, step) ? value[step] : undefined;
    if (value === undefined) return null;
  }
  return value;
}
