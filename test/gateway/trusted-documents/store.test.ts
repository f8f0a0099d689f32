import { createHash } from 'node:crypto';
import { readTrustedDocuments } from '../../../gateway/trusted-documents/manifest';
import { createDocumentStore } from '../../../gateway/trusted-documents/store';

const trusted = readTrustedDocuments(undefined, ['{ a }']);
const TRUSTED_KEY = `apq:${createHash('sha256').update('{ a }').digest('hex')}`;

it('finds what clients registered, where they may', async () => {
  const [open, closed] = [createDocumentStore(trusted, true), createDocumentStore(trusted, false)];
  for (const store of [open, closed]) await store.set('apq:x', '{ x }');
  expect([await open.get('apq:x'), await closed.get('apq:x')]).toEqual(['{ x }', undefined]);
  expect(await open.delete('apq:x')).toBe(true);
  expect(await open.get('apq:x')).toBeUndefined();
});

it('keeps registered documents within its bound, and trusted ones always', async () => {
  const store = createDocumentStore(trusted, true);
  for (let one = 0; one < 3_000; one += 1) await store.set(`apq:${one}`, '{ b }');
  expect(await store.get('apq:0')).toBeUndefined();
  expect(await store.get('apq:2999')).toBe('{ b }');
  expect(await store.get(TRUSTED_KEY)).toBe('{ a }');
});
