import { z } from 'zod';
import { defineConnector, inChunks, type RecordSource } from '../../platform/connector';
import { fakeConnector } from './loader/fake-source';

test('keys are split into calls of a size, in order', () => {
  expect(inChunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inChunks([], 2)).toEqual([]);
});

test('a connector gets its settings parsed', async () => {
  const connect = jest.fn((_: unknown): RecordSource => fakeConnector([]));
  const definition = defineConnector<RecordSource>()({
    vendor: 'acme',
    settings: z.object({ PAGE: z.coerce.number().default(50) }),
    connect,
  });
  const http = () => {
    throw new Error('not needed');
  };
  await definition.start({ source: 'acme', settings: { PAGE: '7' }, http, phoneRegion: 'DE' });
  expect(connect).toHaveBeenCalledWith(expect.objectContaining({ source: 'acme', settings: { PAGE: 7 }, http, phoneRegion: 'DE' }));
});
