import { createLocalLink } from '../../../platform/link/local';
import { createPatience } from '../../../platform/request/patience';

test('a local link asks its subgraph, and does not end it', async () => {
  const close = jest.fn(() => Promise.resolve());
  const link = createLocalLink({ name: 'crm', execute: ({ query }) => Promise.resolve({ data: { query } }), close });
  await expect(link.send({ query: '{ a }', headers: {} })).resolves.toEqual({ data: { query: '{ a }' } });
  await link.close();
  expect(link.name).toBe('crm');
  expect(close).not.toHaveBeenCalled();
});

test('a local link waits as long as anybody does, and not at all where nobody does', async () => {
  const link = createLocalLink({ name: 'crm', execute: () => new Promise(() => undefined), close: () => Promise.resolve() });
  const ended = createPatience(60_000);
  ended.end();
  for (const patience of [createPatience(20), ended]) {
    await expect(link.send({ query: '{ a }', headers: {}, patience })).rejects.toMatchObject({ source: 'crm', code: 'UPSTREAM_TIMEOUT' });
  }
});
