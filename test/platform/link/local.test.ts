import { createLocalLink } from '../../../platform/link/local';

test('a local link asks its subgraph, and does not end it', async () => {
  const close = jest.fn(() => Promise.resolve());
  const link = createLocalLink({ name: 'crm', execute: ({ query }) => Promise.resolve({ data: { query } }), close });
  await expect(link.send({ query: '{ a }', headers: {} })).resolves.toEqual({ data: { query: '{ a }' } });
  await link.close();
  expect(link.name).toBe('crm');
  expect(close).not.toHaveBeenCalled();
});

test('a local link waits until the signal fires, and not at all where it has fired', async () => {
  const link = createLocalLink({ name: 'crm', execute: () => new Promise(() => undefined), close: () => Promise.resolve() });
  for (const signal of [AbortSignal.timeout(20), AbortSignal.abort()]) {
    await expect(link.send({ query: '{ a }', headers: {}, signal })).rejects.toMatchObject({ source: 'crm', code: 'UPSTREAM_TIMEOUT' });
  }
});
