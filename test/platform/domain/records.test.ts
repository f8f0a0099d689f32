import { toRecordRef, toShownRecord } from '../../../platform/domain/records';
import { person } from '../identity/people';
import { fakeConnector } from '../loader/fake-source';
import { sourceOf } from './fake-domain';

test('a reference is taken apart', () => {
  expect(toRecordRef('sql:customer:a:b', 'https://app.example')).toEqual({
    ...{ id: 'sql:customer:a:b', source: 'sql', type: 'customer', url: 'https://app.example' },
  });
  expect(toRecordRef('hubspot:contact:1').url).toBeNull();
});

test('a shown record carries its origin and its whole answer', () => {
  const record = person('hubspot:contact:1', { raw: { tier: 'gold' }, updatedAt: '2026-01-01T00:00:00.000Z' });
  const resolved = {
    source: sourceOf('hubspot', fakeConnector([])),
    record,
    decision: 'LINK',
    confidence: 1,
    evidence: [],
    vetoes: [],
  } as const;
  expect(toShownRecord({ ...resolved, evidence: [], vetoes: [], fetchedAt: 0, fromCache: true })).toEqual({
    ref: toRecordRef(record.id),
    updatedAt: '2026-01-01T00:00:00.000Z',
    fetchedAt: '1970-01-01T00:00:00.000Z',
    fromCache: true,
    whole: { tier: 'gold' },
  });
});
