// A name is one system: one vendor's, however many domains read it.
import { createSourceRegistry, type AnnouncedSource } from '../../../platform/subgraph/source-registry';

function registryOf(...sources: Partial<AnnouncedSource>[]) {
  const faults: string[] = [];
  const registry = createSourceRegistry((fault) => void faults.push(fault));
  for (const source of sources) registry.add({ name: 'sql', vendor: 'sql', domain: 'billing', cacheMode: undefined, ...source });
  return { registry, faults };
}

it.each([
  ['one vendor in several domains', [{}, { domain: 'sales' }, { domain: 'support' }], 0],
  ['two names', [{}, { name: 'old' }], 0],
  ['one name twice in a domain', [{}, {}], 1],
  ['two vendors under one name', [{}, { domain: 'sales', vendor: 'shopify' }], 1],
] as const)('notes %s', (_name, sources, count) => {
  const { faults } = registryOf(...sources);
  expect(faults).toEqual(Array.from({ length: count }, () => 'two sources are named sql: name one of them otherwise, as in name=vendor'));
});

it('keeps what was announced of the cache, and what domains have in common, by name', () => {
  const { registry } = registryOf({ cacheMode: 'off' }, { domain: 'sales', cacheMode: 'off' }, { name: 'old', cacheMode: undefined });
  expect([registry.cacheMode('sql'), registry.cacheMode('old'), registry.cacheMode('unknown')]).toEqual(['off', undefined, undefined]);
  const key = {};
  const made = registry.once('sql')(key, () => ({}));
  expect(registry.once('sql')(key, () => ({}))).toBe(made);
  expect(registry.once('old')(key, () => ({}))).not.toBe(made);
});
