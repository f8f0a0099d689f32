import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTrustedDocuments } from '../../../gateway/trusted-documents/manifest';

const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: unknown): string {
  const file = join(folder, 'manifest.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

it('knows texts by their hash, and a manifest’s by its ids', () => {
  const operations = [{ id: 'v1-a', name: 'A', type: 'query', body: 'query A { a }' }];
  const apollo = readTrustedDocuments(fileOf({ format: 'apollo-persisted-query-manifest', version: 1, operations }), ['{ b }']);
  expect([apollo.textOf('v1-a'), apollo.textOf(hash('{ b }')), apollo.textOf('none')]).toEqual(['query A { a }', '{ b }', undefined]);
  expect([apollo.has('{ b }'), apollo.has('query A { a }'), apollo.has('{ b}')]).toEqual([true, true, false]);
  expect(apollo.texts).toHaveLength(2);
  expect(readTrustedDocuments(fileOf({ 'md5-of-it': '{ c }' })).textOf('md5-of-it')).toBe('{ c }');
});

it.each([['no JSON'], [[1]], [{ a: 1 }], [{ format: 'apollo-persisted-query-manifest', version: 2, operations: [] }]])(
  'refuses %j',
  (content) => {
    expect(() => readTrustedDocuments(fileOf(content))).toThrow(/TRUSTED_DOCUMENTS_FILE/);
  },
);
