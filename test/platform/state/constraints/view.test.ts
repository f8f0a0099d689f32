// The memory of what was said is, after any words in any order, what a plain list of the last word of each pair says.
import fc from 'fast-check';
import type { ConstraintKind } from '../../../../platform/state/constraints/port';
import { createConstraintMemory } from '../../../../platform/state/constraints/view';

const word = fc.record({
  one: fc.integer({ min: 0, max: 5 }),
  by: fc.integer({ min: 1, max: 5 }),
  kind: fc.constantFrom<ConstraintKind>('LINK', 'UNLINK', 'NONE'),
});

it('knows the last word of each pair, both ways round', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const memory = createConstraintMemory();
      const last = new Map<string, ConstraintKind>();
      for (const { one, by, kind } of words) {
        const other = (one + by) % 6;
        memory.apply(`r${one}`, `r${other}`, kind);
        last.set([one, other].sort().join('-'), kind);
      }
      const partners = (record: number, kind: ConstraintKind): string[] =>
        [...last]
          .filter(([pair, said]) => said === kind && pair.split('-').includes(String(record)))
          .map(([pair]) => `r${pair.split('-').find((one) => one !== String(record)) ?? ''}`)
          .sort();
      for (let record = 0; record < 6; record += 1) {
        expect([...memory.linkedTo(`r${record}`)].sort()).toEqual(partners(record, 'LINK'));
        expect([...memory.unlinkedFrom(`r${record}`)].sort()).toEqual(partners(record, 'UNLINK'));
      }
      expect(memory.unlinkCount).toBe([...last.values()].filter((kind) => kind === 'UNLINK').length);
    }),
  );
});

it('does not change a list that somebody holds', () => {
  const memory = createConstraintMemory();
  memory.apply('a', 'b', 'LINK');
  memory.apply('a', 'c', 'LINK');
  const held = memory.linkedTo('a');
  memory.apply('a', 'd', 'LINK');
  memory.apply('a', 'b', 'NONE');
  expect(held).toEqual(['b', 'c']);
  expect(memory.linkedTo('a')).toEqual(['c', 'd']);
});
