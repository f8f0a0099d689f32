import { readIncoming } from '../../../gateway/limits/incoming';

it('reads a body over POST and a query string over GET alike', () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: 'abc' } };
  const read = { query: '{a}', variables: { x: [1] }, documentId: 'abc' };
  expect(readIncoming({ query: '{a}', variables: { x: [1] }, extensions }, {})).toEqual(read);
  expect(readIncoming(undefined, { query: '{a}', variables: '{"x":[1]}', extensions: JSON.stringify(extensions) })).toEqual(read);
});

it('leaves what is neither to the server', () => {
  for (const body of [undefined, null, 'text', 3, [{ query: '{a}' }], { query: 3, extensions: 'no JSON', variables: '{' }]) {
    expect(readIncoming(body, undefined)).not.toHaveProperty('query');
  }
});
