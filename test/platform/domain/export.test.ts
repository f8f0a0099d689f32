import { exportRecords } from '../../../platform/domain/export';
import { createInquiry } from '../../../platform/domain/inquiry';
import { UpstreamError } from '../../../platform/errors';
import { person } from '../identity/people';
import { fakeConnector } from '../loader/fake-source';
import { matchKeysOf, newScope, sourceOf } from './fake-domain';

const ADA = person('zendesk:user:1', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
const MAYBE = person('zendesk:user:2', { fullName: 'Grace Hopper', email: 'ada@example.com' });

const inquiryOf = (...people: Parameters<typeof fakeConnector>[0]) => {
  const source = sourceOf('zendesk', fakeConnector(people));
  return createInquiry('SUPPORT', [source], matchKeysOf([ADA], {}), newScope());
};

it('holds a linked record whole, and what hangs on it as plain JSON', async () => {
  const tickets = [{ id: 'zendesk:ticket:1', subject: 'Late', rating: undefined }];
  const copy = await exportRecords('SUPPORT', inquiryOf(ADA), (_source, record) => ({
    tickets: Promise.resolve(record === ADA.id ? tickets : []),
  }));
  expect(copy).toMatchObject({ domain: 'SUPPORT', candidates: [], missing: [] });
  expect(copy.records).toEqual([
    expect.objectContaining({
      ...{ id: ADA.id, source: 'zendesk', vendor: 'zendesk', decision: 'ANCHOR', data: ADA.raw },
      related: { tickets: { items: [{ id: 'zendesk:ticket:1', subject: 'Late' }] } },
    }),
  ]);
});

it('names a candidate, and tells nothing of them', async () => {
  const copy = await exportRecords('SUPPORT', inquiryOf(ADA, MAYBE), () => ({}));
  expect(copy.records.map(({ id }) => id)).toEqual([ADA.id]);
  expect(copy.candidates).toEqual([MAYBE.id]);
  expect(JSON.stringify(copy)).not.toContain('Hopper');
});

it('says by its code what it could not read, and keeps the rest', async () => {
  const copy = await exportRecords('SUPPORT', inquiryOf(ADA), () => ({
    tickets: Promise.reject(new UpstreamError('zendesk', 'UPSTREAM_TIMEOUT')),
    ratings: Promise.resolve([]),
  }));
  expect(copy.records[0]?.related).toEqual({ tickets: { error: 'UPSTREAM_TIMEOUT' }, ratings: { items: [] } });
});
