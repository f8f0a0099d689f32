// The look-up and the search of a mapped database: customers by their identifiers and by a text, one statement each, whatever
// their number. All domains that read the database share them.
import { chunked } from '../batch-read';
import type { BatchRead, Identifier, ListRead, LookupDeclaration } from '../connector';
import { UpstreamError } from '../errors';
import type { Call } from '../http/call';
import type { AddressPoint, PersonRecord } from '../record';
import type { CheckedSection } from './catalogue';
import { toCells } from './cells';
import { keysOf, toCustomer } from './customer-rows';
import { customersStatement, searchStatement } from './customer-statements';
import type { CustomersMapping } from './customers-mapping';
import type { Statement } from './database';
import { allOrFault, orFault } from './faults';
import { holds, wantedOf } from './wanted';

/** PostgreSQL sets no limit; this one keeps statements and answers of a size that a database likes. */
export const KEYS_PER_STATEMENT = 1_000;

export interface PeopleOptions {
  source: string;
  mapping: CustomersMapping;
  /** What a customer's address is for, in this file. */
  purpose: AddressPoint['purpose'];
  phoneRegion: string | undefined;
  /** The section `customers`, checked; rejects with an UpstreamError. */
  section(call: Call): Promise<CheckedSection>;
  run(statement: Statement, call: Call): Promise<(string | null)[][]>;
}

export interface People {
  readonly lookups: readonly LookupDeclaration[];
  find: BatchRead<Identifier, readonly PersonRecord[]>;
  /** In the order of their ids: a database knows no better. A row that breaks its contract makes the list incomplete. */
  search: ListRead<{ text: string }, PersonRecord>;
  /** A row of the section's columns, in their order, as a record. */
  toRecord(customers: CheckedSection, row: readonly (string | null)[]): PersonRecord | UpstreamError;
}

export function peopleOf({ source, mapping, purpose, phoneRegion, section, run }: PeopleOptions): People {
  function read({ section: columns }: CheckedSection, row: readonly (string | null)[]) {
    const cells = toCells(
      columns.columns.map(({ path }) => path),
      row,
    );
    const rowKeys = keysOf(source, mapping, cells, phoneRegion);
    return { rowKeys, record: orFault(source, () => toCustomer({ source, mapping, section: columns, purpose }, cells, rowKeys)) };
  }
  const toRecord: People['toRecord'] = (customers, row) => read(customers, row).record;

  const findKeys = chunked<readonly PersonRecord[] | Error>({
    absent: [],
    keysPerCall: KEYS_PER_STATEMENT,
    read: async (keys, call) => {
      const identifiers = keys.map(toIdentifier);
      const customers = await section(call);
      const statement = customersStatement(customers, wantedOf(source, identifiers));
      const rows = statement === null ? [] : await run(statement, call);
      const found = rows.map((row) => read(customers, row));
      return new Map(
        identifiers.map((identifier) => {
          const records = found.filter(({ rowKeys }) => holds(source, rowKeys, identifier)).map(({ record }) => record);
          return [toKey(identifier), allOrFault(records)];
        }),
      );
    },
  });

  return {
    lookups: lookupsOf(mapping),
    find: (identifiers, call) => findKeys(identifiers.map(toKey), call),
    async search({ text }, most, call) {
      const customers = await section(call);
      const statement = searchStatement(customers, text.trim(), most + 1);
      const rows = statement === null ? [] : await run(statement, call);
      const found = rows.slice(0, most).map((row) => toRecord(customers, row));
      const records = found.flatMap((record) => (record instanceof UpstreamError ? [] : [{ record, items: [] }]));
      return { records, complete: rows.length <= most && records.length === found.length };
    },
    toRecord,
  };
}

function lookupsOf({ fields, externalIds, movedTo }: CustomersMapping): LookupDeclaration[] {
  const possible: [LookupDeclaration['by'], boolean][] = [
    ['id', true],
    ['email', fields.email.length > 0],
    ['phone', fields.phone.length > 0],
    ['externalId', Object.keys(externalIds).length > 0 || movedTo !== undefined],
  ];
  return possible
    .filter(([, mapped]) => mapped)
    .map(([by]) => ({ by, keysPerCall: KEYS_PER_STATEMENT, caseSensitive: false, lagSeconds: null }));
}

function toKey({ by, value }: Identifier): string {
  return `${by} ${value}`;
}

function toIdentifier(key: string): Identifier {
  const value = key.slice(key.indexOf(' ') + 1);
  const by = (['id', 'email', 'phone', 'externalId'] as const).find((one) => key.startsWith(`${one} `));
  return { by: by ?? 'id', value };
}
