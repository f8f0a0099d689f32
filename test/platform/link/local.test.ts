import { createLocalLink } from '../../../platform/link/local';

test('a local link asks its subgraph, and does not end it', async () => {
  const close = jest.fn(() => Promise.resolve());
  const link = createLocalLink({ name: 'crm', execute: ({ query }) => Promise.resolve({ data: { query } }), close });
  await expect(link.send({ query: '{ a }', headers: {} })).resolves.toEqual({ data: { query: '{ a }' } });
  await link.close();
  expect(link.name).toBe('crm');
  expect(close).not.toHaveBeenCalled();
});
