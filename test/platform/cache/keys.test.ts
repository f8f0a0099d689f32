import { randomBytes } from 'node:crypto';
import { createCacheNaming, createProcessSecret, parseCacheKeys } from '../../../platform/cache/keys';
import type { CacheKey } from '../../../platform/cache/cache';

const encoded = randomBytes(32).toString('base64');
const key: CacheKey = { source: 'hubspot', kind: 'record', question: 'find', key: 'email:ada@example.com' };

test('reads ids and keys in their order', () => {
  const { secrets, faults } = parseCacheKeys(`b:${encoded}, a:${randomBytes(32).toString('base64')}`);
  expect(faults).toEqual([]);
  expect(secrets.map((secret) => secret.id)).toEqual(['b', 'a']);
});

test('the bytes listed are used neither to encrypt nor to name', () => {
  const [secret] = parseCacheKeys(`a:${encoded}`).secrets;
  const used = [secret?.valueKey.toString('base64'), secret?.nameKey.toString('base64')];
  expect(new Set([...used, encoded]).size).toBe(3);
});

test('names every fault by its place, and never repeats what was written', () => {
  const short = randomBytes(31).toString('base64');
  const { faults } = parseCacheKeys(`${encoded},my id:${encoded},a:${encoded},a:${encoded},b:%%secret%%,c:${short},`);
  expect(faults).toEqual([
    'CACHE_KEYS: entry 1 is not of the form id:base64',
    'CACHE_KEYS: entry 2 has an id that is not 1 to 32 letters, digits, "_" or "-"',
    'CACHE_KEYS: entry 4 repeats the id of an earlier entry',
    'CACHE_KEYS: entry 5 has a key that is not base64',
    'CACHE_KEYS: entry 6 has a key of 31 bytes, not 32',
    'CACHE_KEYS: entry 7 is not of the form id:base64',
  ]);
});

test('a name shows tenant and source, and not the key; what is kept of one key lies under one name', () => {
  const { entryOf } = createCacheNaming('acme', [createProcessSecret()]);
  const { name, question } = entryOf(key);
  expect(name).toMatch(/^cg2:acme:hubspot:[A-Za-z0-9_-]{43}$/);
  expect([name, question].join()).not.toContain('ada');
  expect(question).toBe('record:find');
  expect(entryOf({ ...key, kind: 'link', question: 'other' })).toMatchObject({ name, question: 'link:other' });
});

test('different keys never share a name, whatever colons their parts hold', () => {
  const [secret] = [createProcessSecret()];
  const nameOf = (tenant: string, changed: Partial<CacheKey>): string | undefined =>
    createCacheNaming(tenant, [secret])
      .entryOf({ ...key, ...changed })
      .name.split(':')
      .at(-1);
  const digests = [
    nameOf('a', { source: 'b:c', key: 'd' }),
    nameOf('a', { source: 'b', key: 'c:d' }),
    nameOf('a:b', { source: 'c', key: 'd' }),
    nameOf('a","b', { source: 'c', key: 'd' }),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});

test('a list is void with any record of its source, a link with the links, a record with neither', () => {
  const { scopesOf } = createCacheNaming('acme', [createProcessSecret()]);
  expect(scopesOf('hubspot', 'record')).toEqual(['*', 's:hubspot']);
  expect(scopesOf('hubspot', 'link')).toEqual(['*', 's:hubspot', 'l:hubspot']);
  expect(scopesOf('hubspot', 'list')).toEqual(['*', 's:hubspot', 'a:hubspot']);
  expect(scopesOf('hubspot', 'list')).toBe(scopesOf('hubspot', 'list'));
});

test('adding a key in front keeps the names; every name in use is known while two are listed', () => {
  const [oldSecret, newSecret] = [createProcessSecret(), createProcessSecret()];
  const nameOf = (secrets: ReturnType<typeof createProcessSecret>[]): string => createCacheNaming('acme', secrets).entryOf(key).name;
  const during = createCacheNaming('acme', [newSecret, oldSecret]);
  expect(during.entryOf(key).name).toBe(nameOf([oldSecret]));
  expect(during.everyNameOf('hubspot', key.key).sort()).toEqual([nameOf([oldSecret]), nameOf([newSecret])].sort());
});
