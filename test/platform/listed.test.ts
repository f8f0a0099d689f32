import type { BatchRead, Identifier, ListedItem } from '../../platform/connector';
import { UpstreamError } from '../../platform/errors';
import { listByItems } from '../../platform/listed';
import type { PersonRecord } from '../../platform/record';
import { testCall } from '../support/call';
import { person } from './identity/people';

const item = (id: string): ListedItem => ({ id, url: null, title: null, at: null, amount: null });
const entry = (record: string, id: string) => ({ record, item: item(id) });
const ITEMS = [entry('d:p:2', 'i1'), entry('d:p:1', 'i2'), entry('d:p:2', 'i3'), entry('d:p:gone', 'i4')];

const find: BatchRead<Identifier, readonly PersonRecord[]> = (identifiers) =>
  Promise.resolve(identifiers.map(({ value }) => (value === 'd:p:gone' ? [] : [person(value, {})])));

async function list(most: number, complete = true) {
  const { records, complete: whole } = await listByItems({ items: ITEMS, complete }, most, find, testCall());
  return { records: records.map(({ record, items }) => [record.id, items.map(({ id }) => id)]), whole };
}

describe('a list by items', () => {
  it('has each record once, in the order of the items, with all of them; who is gone is left out', async () => {
    expect(await list(10)).toEqual({
      records: [
        ['d:p:2', ['i1', 'i3']],
        ['d:p:1', ['i2']],
      ],
      whole: true,
    });
  });

  it('ends after as many as asked for, and says so', async () => {
    expect(await list(1)).toEqual({ records: [['d:p:2', ['i1', 'i3']]], whole: false });
    expect((await list(2)).whole).toBe(true);
    expect((await list(10, false)).whole).toBe(false);
  });

  it('fails where a record cannot be read', async () => {
    const broken: typeof find = (identifiers) => Promise.resolve(identifiers.map(() => new UpstreamError('d', 'UPSTREAM_TIMEOUT')));
    await expect(listByItems({ items: ITEMS }, 10, broken, testCall())).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  });
});
