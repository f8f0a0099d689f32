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

test('a name shows tenant, source, kind and question, but not the key', () => {
  const name = createCacheNaming('acme', [createProcessSecret()]).nameOf(key);
  expect(name).toMatch(/^cg1:acme:hubspot:record:find:[A-Za-z0-9_-]{43}$/);
  expect(name).not.toContain('ada');
});

test('different keys never share a name, whatever colons their parts hold', () => {
  const { nameOf } = createCacheNaming('acme', [createProcessSecret()]);
  const digestOf = (changed: Partial<CacheKey>): string | undefined =>
    nameOf({ ...key, ...changed })
      .split(':')
      .at(-1);
  const digests = [
    digestOf({ question: 'a:b', key: 'c' }),
    digestOf({ question: 'a', key: 'b:c' }),
    digestOf({ source: 'hubspot:record', question: 'a', key: 'b:c' }),
    digestOf({ kind: 'link', question: 'a', key: 'b:c' }),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});

test('adding a key in front keeps the names; every name in use is known while two are listed', () => {
  const [oldSecret, newSecret] = [createProcessSecret(), createProcessSecret()];
  const before = createCacheNaming('acme', [oldSecret]);
  const during = createCacheNaming('acme', [newSecret, oldSecret]);
  const after = createCacheNaming('acme', [newSecret]);
  expect(during.nameOf(key)).toBe(before.nameOf(key));
  expect(during.everyNameOf(key).sort()).toEqual([before.nameOf(key), after.nameOf(key)].sort());
});
