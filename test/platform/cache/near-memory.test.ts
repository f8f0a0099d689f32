import { createNearMemory, type NearMemory } from '../../../platform/cache/near-memory';
import type { EntryName, Stored } from '../../../platform/cache/store';

const stored: Stored = { text: 'x'.repeat(350), ageMs: 0, leftMs: 60_000 };
const entryOf = (index: number): EntryName => ({
  name: `cg2:acme:crm:${String(index).padStart(8, '0')}`,
  question: 'record:record',
  scopes: ['*'],
});

let near: NearMemory;
let isTrusted = true;

beforeEach(() => {
  isTrusted = true;
  // About as much as a hundred entries: 300 bytes each, and two a character.
  near = createNearMemory(100 * (300 + 2 * (350 + 35)), () => isTrusted);
});
afterEach(() => near.close());

const putAll = (count: number): void => {
  for (let index = 0; index < count; index += 1) near.put(entryOf(index), stored, near.stampOf(entryOf(index)));
};
const keptOf = (count: number): number => Array.from({ length: count }, (_, index) => near.get(entryOf(index))).filter(Boolean).length;

test('more than its budget of bytes is not kept: the newest is', () => {
  putAll(1_000);
  expect(near.get(entryOf(999))?.text).toBe(stored.text);
  const kept = keptOf(1_000);
  expect(kept).toBeGreaterThanOrEqual(99);
  expect(kept).toBeLessThanOrEqual(101);
});

test('what was forgotten between the question and the answer is not kept', () => {
  const stamp = near.stampOf(entryOf(0));
  near.forget([entryOf(0).name], []);
  near.put(entryOf(0), stored, stamp);
  expect(near.get(entryOf(0))).toBeUndefined();
});

test('nothing is answered while the bus is not trusted', () => {
  putAll(1);
  isTrusted = false;
  expect(near.get(entryOf(0))).toBeUndefined();
  isTrusted = true;
  expect(near.get(entryOf(0))).toBeDefined();
});
