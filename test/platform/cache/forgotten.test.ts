import { forgottenBy } from '../../../platform/cache/forgotten';
import { createCacheNaming, createProcessSecret } from '../../../platform/cache/keys';

const naming = createCacheNaming('default', [createProcessSecret()]);
const forgotten = (what: Parameters<typeof forgottenBy>[0]) => forgottenBy(what, naming);

test('records are forgotten by all of their names, with the lists and the links of their sources', () => {
  const { names, scopes } = forgotten({ records: ['hubspot:contact:1', 'hubspot:contact:2', 'stripe:customer:1'] });
  expect(names).toEqual([
    ...naming.everyNameOf('hubspot', 'hubspot:contact:1'),
    ...naming.everyNameOf('hubspot', 'hubspot:contact:2'),
    ...naming.everyNameOf('stripe', 'stripe:customer:1'),
  ]);
  expect(scopes).toEqual(['a:hubspot', 'l:hubspot', 'a:stripe', 'l:stripe']);
  expect(forgotten({ records: ['hubspot:contact:1'], keepLinks: true }).scopes).toEqual(['a:hubspot']);
});

test('a source, and everything, are scopes of their own', () => {
  expect(forgotten({ source: 'stripe' })).toEqual({ names: [], scopes: ['s:stripe'] });
  expect(forgotten('everything')).toEqual({ names: [], scopes: ['*'] });
});

test('what is no record names nothing', () => {
  expect(forgotten({ records: ['', 'hubspot', '1'] })).toEqual({ names: [], scopes: [] });
  expect(forgotten({ records: [] })).toEqual({ names: [], scopes: [] });
});
