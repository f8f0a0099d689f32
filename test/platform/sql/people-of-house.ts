// Who is in the house's database, as every domain that reads it must find them.
import type { AddressPoint, PersonRecord } from '../../../platform/record';
import type { KnownRecords } from '../../contracts/record-source.contract';

/** `purpose` = what addresses are for, by what the mapping has. */
export function peopleOfHouse(purpose: AddressPoint['purpose']): KnownRecords<PersonRecord> {
  return {
    held: [
      { identifier: { by: 'id', value: 'sql:customer:1' }, recordIds: ['sql:customer:1'] },
      { identifier: { by: 'email', value: 'ada@example.com' }, recordIds: ['sql:customer:1'] },
      { identifier: { by: 'email', value: 'ada.l@example.org' }, recordIds: ['sql:customer:1'] },
      { identifier: { by: 'email', value: 'bob@example.com' }, recordIds: ['sql:customer:2', 'sql:customer:4'] },
      { identifier: { by: 'phone', value: '+442079460001' }, recordIds: ['sql:customer:1'] },
      { identifier: { by: 'phone', value: '+493023125001' }, recordIds: ['sql:customer:2'] },
      { identifier: { by: 'phone', value: '+493023125002' }, recordIds: ['sql:customer:5'] },
      { identifier: { by: 'externalId', value: 'hubspot:contact:501' }, recordIds: ['sql:customer:1'] },
    ],
    unknown: [
      { by: 'id', value: 'sql:customer:99' },
      { by: 'email', value: 'nobody@example.com' },
      { by: 'phone', value: '+493023125999' },
      { by: 'externalId', value: 'hubspot:contact:999' },
    ],
    full: {
      identifier: { by: 'id', value: 'sql:customer:1' },
      record: {
        id: 'sql:customer:1',
        url: 'https://house.example/people/1',
        kind: 'PERSON',
        name: { full: 'Ada Lovelace', given: 'Ada', family: 'Lovelace' },
        emails: [
          { value: 'ada@example.com', primary: true, verified: null },
          { value: 'ada.l@example.org', primary: false, verified: null },
        ],
        phones: [{ value: '+442079460001', primary: true, shared: false }],
        addresses: [{ purpose, line1: '1 Row', city: 'London', postalCode: 'N1', country: 'GB' }],
        company: 'Engines Ltd',
        language: 'en',
        taxId: 'GB1',
        birthDate: '1815-12-10',
        externalIds: ['hubspot:contact:501'],
        createdAt: '2024-03-01T04:30:00.123Z',
        updatedAt: '2024-03-01T12:00:00.000Z',
      },
    },
    sparse: {
      identifier: { by: 'id', value: 'sql:customer:3' },
      record: {
        name: { full: null, given: null, family: null },
        kind: 'PERSON',
        emails: [],
        phones: [],
        addresses: [],
        externalIds: [],
        company: null,
        language: null,
        createdAt: null,
      },
    },
    overLimit: {
      identifiers: Array.from({ length: 1_500 }, (_, index) => ({ by: 'id', value: `sql:customer:${index + 1_000}` })),
      requests: 2,
    },
    search: {
      filter: { text: 'bOb' },
      records: [
        { id: 'sql:customer:2', items: [] },
        { id: 'sql:customer:4', items: [] },
      ],
      requests: 1,
      nobody: [{ text: 'nobody at all' }, { text: '%' }, { text: '_' }, { text: '\\' }, { text: '' }, { text: 'a\0b' }],
    },
  };
}
