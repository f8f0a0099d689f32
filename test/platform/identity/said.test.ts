import fc from 'fast-check';
import { joinSaid, NOTHING_SAID, saidOf, saidOfCustomer, saidOfPair, type PairConstraints } from '../../../platform/identity/said';

type Pair = readonly [string, string];

function constraintsOf(linked: readonly Pair[], unlinked: readonly Pair[] = []): PairConstraints {
  const partners = (pairs: readonly Pair[], record: string): string[] =>
    pairs.flatMap(([a, b]) => (a === record ? [b] : b === record ? [a] : []));
  return { linkedTo: (record) => partners(linked, record), unlinkedFrom: (record) => partners(unlinked, record) };
}

describe('what was said of a customer', () => {
  it('is followed from link to link', () => {
    const said = saidOfCustomer(
      ['a'],
      constraintsOf(
        [
          ['a', 'b'],
          ['c', 'b'],
          ['x', 'y'],
        ],
        [
          ['c', 'd'],
          ['x', 'z'],
        ],
      ),
    );
    expect(said).toEqual({ known: true, asOf: null, linked: ['a', 'b', 'c'], unlinked: ['d'] });
    expect(saidOfCustomer(['a'], constraintsOf([]))).toEqual(NOTHING_SAID);
  });

  it('names known records that a person linked, so that their evidence says so', () => {
    expect(saidOfCustomer(['a', 'b', 'c'], constraintsOf([['a', 'b']])).linked).toEqual(['a', 'b']);
  });

  it('stops before a record that was kept apart from one of them', () => {
    expect(
      saidOfCustomer(
        ['a'],
        constraintsOf(
          [
            ['a', 'b'],
            ['b', 'c'],
            ['c', 'd'],
          ],
          [['a', 'c']],
        ),
      ),
    ).toMatchObject({
      linked: ['a', 'b'],
      unlinked: ['c'],
    });
  });

  it('is unknown where it cannot be read, and as old as it is', () => {
    expect(saidOfCustomer(['a'], null)).toEqual({ known: false, asOf: null, linked: [], unlinked: [] });
    expect(saidOfCustomer(['a'], constraintsOf([]), '2026-01-01T00:00:00.000Z').asOf).toBe('2026-01-01T00:00:00.000Z');
    expect(saidOf(saidOfCustomer(['a'], null))('b')).toBe('UNKNOWN');
    expect(saidOfPair(['a'], ['b'], null)).toBe('UNKNOWN');
  });

  it('ends, however many records were linked', () => {
    const chain = Array.from({ length: 1_000 }, (_, index): Pair => [`r${index}`, `r${index + 1}`]);
    expect(saidOfCustomer(['r0'], constraintsOf(chain)).linked).toHaveLength(200);
  });

  const records = ['a', 'b', 'c', 'd', 'e', 'f'];
  const pairs = fc.array(
    fc.tuple(fc.constantFrom(...records), fc.constantFrom(...records)).filter(([a, b]) => a !== b),
    { maxLength: 8 },
  );
  const known = fc.uniqueArray(fc.constantFrom(...records), { minLength: 1, maxLength: 3 });

  it('never has a record on both sides, nor takes a known one out', () => {
    fc.assert(
      fc.property(known, pairs, pairs, (mine, linked, unlinked) => {
        const said = saidOfCustomer(mine, constraintsOf(linked, unlinked));
        expect(said.linked.filter((one) => said.unlinked.includes(one))).toEqual([]);
        expect(said.unlinked.filter((one) => mine.includes(one))).toEqual([]);
        const of = saidOf(said);
        for (const one of said.linked) expect(of(one)).toBe('LINK');
        for (const one of said.unlinked) expect(of(one)).toBe('UNLINK');
      }),
    );
  });

  it('adds nobody who was kept apart from anybody there', () => {
    fc.assert(
      fc.property(known, pairs, pairs, (mine, linked, unlinked) => {
        const constraints = constraintsOf(linked, unlinked);
        const added = saidOfCustomer(mine, constraints).linked.filter((one) => !mine.includes(one));
        for (const one of added)
          for (const other of [...mine, ...added]) expect(saidOfPair([one], [other], constraints)).not.toBe('UNLINK');
      }),
    );
  });

  it('does not depend on the order of the records where nothing contradicts', () => {
    fc.assert(
      fc.property(known, pairs, (mine, linked) => {
        expect(saidOfCustomer([...mine].reverse(), constraintsOf(linked))).toEqual(saidOfCustomer(mine, constraintsOf(linked)));
      }),
    );
  });

  it('of two parts is what was said of either', () => {
    const one = saidOfCustomer(['a'], constraintsOf([['a', 'b']], [['a', 'c']]));
    const other = saidOfCustomer(['d'], constraintsOf([['d', 'c']]), '2026-01-01T00:00:00.000Z');
    expect(joinSaid(one, other)).toEqual({ known: true, asOf: '2026-01-01T00:00:00.000Z', linked: ['a', 'b', 'c', 'd'], unlinked: [] });
    expect(joinSaid(one, { ...other, known: false }).known).toBe(false);
  });
});

test('two records: kept apart before linked, whichever comes first', () => {
  const constraints = constraintsOf([['a', 'b']], [['c', 'd']]);
  expect([saidOfPair(['b'], ['a'], constraints), saidOfPair(['d'], ['c'], constraints), saidOfPair(['a'], ['d'], constraints)]).toEqual([
    'LINK',
    'UNLINK',
    null,
  ]);
});
