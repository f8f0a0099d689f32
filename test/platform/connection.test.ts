import fc from 'fast-check';
import { checkFirst, toConnection } from '../../platform/connection';
import { InputError } from '../../platform/errors';

const items = (count: number): { id: string }[] => Array.from({ length: count }, (_, index) => ({ id: `ünï:code:${index}` }));

describe('a connection', () => {
  it('joins its pages to the whole list, whatever their size', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 100 }), (ids, first) => {
        const list = ids.map((id) => ({ id }));
        const seen: string[] = [];
        let after: string | null = null;
        for (let pages = 0; pages <= ids.length; pages += 1) {
          const page: ReturnType<typeof toConnection<{ id: string }>> = toConnection(list, { first, after });
          seen.push(...page.nodes.map(({ id }) => id));
          expect(page.totalCount).toBe(ids.length);
          expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        expect(seen).toEqual(ids);
      }),
    );
  });

  it('shows a page by nodes, by edges and by its place', () => {
    const page = toConnection(items(3), { first: 2 });
    expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
    expect(page.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: page.edges[0]?.cursor,
      endCursor: page.edges[1]?.cursor,
    });
    expect(toConnection(items(3), { first: 2, after: page.pageInfo.endCursor }).nodes).toEqual(items(3).slice(2));
  });

  it('can be empty', () => {
    expect(toConnection([], { first: 10 })).toEqual({
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      totalCount: 0,
    });
    expect(toConnection(items(2), { first: 0 })).toMatchObject({ nodes: [], totalCount: 2, pageInfo: { hasNextPage: true } });
  });

  it('refuses cursors of other lists, without repeating them', () => {
    const foreign = toConnection([{ id: 'other' }], { first: 1 }).pageInfo.endCursor;
    for (const after of [foreign, 'garbage', '']) {
      expect(() => toConnection(items(3), { first: 1, after })).toThrow(InputError);
    }
    expect(() => toConnection(items(3), { first: 1, after: 'garbage' })).toThrow(
      '"after" is no cursor of this list: start again without it.',
    );
  });

  // A client may write null in place of the default: an empty page would be a wrong answer.
  it.each([-1, 101, null])('refuses a first of %s', (first) => {
    expect(() => toConnection(items(3), { first })).toThrow('"first" must be between 0 and 100.');
    expect(() => checkFirst(first)).toThrow(InputError);
  });
});
