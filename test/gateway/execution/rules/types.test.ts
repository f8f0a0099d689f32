// What an executor must get right about types: rules 1, 2, 3, 5 and 6.
import { down, seen } from '../small-supergraph';
import { openMedia } from './media';

const graph = openMedia();
beforeEach(() => graph.reset());

describe('rule 1: type conditions hold by the full schema', () => {
  it('in what fields require, by an interface that clients do not know', async () => {
    expect(await graph.ask('{ shelf { label } }')).toEqual({ data: { shelf: { label: 'b of 474 pages' } } });
    expect(graph.representationsTo('labels')).toMatchObject([{ first: { id: 'b', pages: 474 } }]);
  });

  it('in what fields require, by an interface whose values carry its own name', async () => {
    expect(await graph.ask('{ top { title rating } }')).toEqual({
      data: {
        top: [
          { title: 'Emma', rating: 5 },
          { title: 'Alien', rating: 4 },
        ],
      },
    });
    expect(graph.representationsTo('catalogue')).toEqual([
      { __typename: 'Media', id: 'b' },
      { __typename: 'Media', id: 'f' },
    ]);
  });

  it('in paths: what is of another type is not asked about', async () => {
    // Apollo's planner makes no such paths, others do.
    const fetch = {
      kind: 'fetch',
      operationName: undefined,
      operationKind: 'query',
      variables: [],
      inputRewrites: [],
      outputRewrites: [],
    } as const;
    const requires = ['__typename', 'id'].map((name) => ({ kind: 'field', from: name, to: name, nested: null }) as const);
    const planned = openMedia({
      plan: {
        kind: 'sequence',
        nodes: [
          { ...fetch, subgraph: 'catalogue', operation: '{media{__typename id}}', path: [], requires: null },
          {
            ...fetch,
            subgraph: 'ratings',
            requires,
            operation: 'query($representations:[_Any!]!){_entities(representations:$representations){...on Media{rating}}}',
            path: [{ field: 'media' }, 'items', { types: ['Printed'] }],
            inputRewrites: [{ kind: 'set', path: ['__typename'], value: 'Media' }],
          },
        ],
      },
    });
    const { data } = await planned.ask('{ media { id rating } }');
    expect(data).toEqual({ media: [{ id: 'b', rating: 5 }, null, { id: 'f', rating: null }] });
    expect(planned.representationsTo('ratings')).toEqual([{ __typename: 'Media', id: 'b' }]);
  });

  it('in the answer, also where a value carries the name of the interface', async () => {
    graph.replace('catalogue', down);
    const { data } = await graph.ask('{ top { ... on Media { rating } ... on Book { pages } } }');
    // Whether it is a book nobody knows: an object without pages would say that it is none.
    expect(data).toEqual({ top: [null, null] });
    expect((await graph.ask('{ top { rating } }')).data).toEqual({ top: [{ rating: 5 }, { rating: 4 }] });
  });
});

describe('rule 2: representations are rewritten before they are sent', () => {
  it('to the interface’s name for a subgraph to which it is an object', async () => {
    const { data } = await graph.ask('{ media { ... on Book { rating } } }');
    expect(data).toEqual({ media: [{ rating: 5 }, null, {}] });
    expect(graph.representationsTo('ratings')).toEqual([{ __typename: 'Media', id: 'b' }]);
  });
});

describe('rule 3: answers are rewritten before they are merged', () => {
  it('where equal fields of several types had to be sent under other keys', async () => {
    const { data } = await graph.ask('{ things { ... on Screw { size } ... on Nail { length } } }');
    expect(graph.fetches[0]?.query).toMatch(/_alias_/);
    expect(data).toEqual({ things: [{ size: 'size of s' }, { length: 'length of 1' }] });
  });

  it('for the fields that clients see as well', async () => {
    const { data } = await graph.ask('{ things { ... on Screw { code size } ... on Nail { number: code length } } }');
    expect(data).toEqual({
      things: [
        { code: 's', size: 'size of s' },
        { number: 1, length: 'length of 1' },
      ],
    });
  });
});

describe('rule 5: abstract values are complete without the name of their type', () => {
  it('where only fields of the interface were asked', async () => {
    graph.replace('catalogue', () => ({ data: { media: [{ id: 'b', title: 'Emma' }] } }));
    expect(await graph.ask('{ media { id title } }')).toEqual({ data: { media: [{ id: 'b', title: 'Emma' }] } });
  });

  it('where the plan leaves it out', async () => {
    expect(await graph.ask('{ top { rating } }')).toEqual({ data: { top: [{ rating: 5 }, { rating: 4 }] } });
    // The Rust planner is told to ask for it: hive-operation.ts.
    if (graph.executor.planner === 'apollo') expect(graph.fetches.map(({ query }) => query)).toEqual(['{top{rating}}']);
  });

  it('where it is the interface’s own, and nobody is left to ask for the type', async () => {
    graph.replace('catalogue', down);
    const answer = await graph.ask('{ top { rating title } }');
    expect(answer.data).toEqual({
      top: [
        { rating: 5, title: null },
        { rating: 4, title: null },
      ],
    });
    expect(seen(answer).map(({ path }) => path)).toEqual([
      ['top', 0, 'title'],
      ['top', 1, 'title'],
    ]);
  });
});

describe('rule 6: what clients are not to know is null', () => {
  it.each([
    ['types', '{ media { id } }', [{ id: 'b' }, null, { id: 'f' }]],
    ['types that are asked for by name', '{ media { is: __typename } }', [{ is: 'Book' }, null, { is: 'Film' }]],
    ['enum values', '{ media { id kind } }', [{ id: 'b', kind: 'PAPER' }, null, { id: 'f', kind: null }]],
  ])('%s, without a word', async (_, query, media) => {
    expect(await graph.ask(query)).toEqual({ data: { media } });
  });

  it('and what nobody knows is null with an error', async () => {
    graph.replace('catalogue', () => ({ data: { media: [{ __typename: 'Book', id: 'b', kind: 'GLASS' }] } }));
    const answer = await graph.ask('{ media { id kind } }');
    expect(answer.data).toEqual({ media: [{ id: 'b', kind: null }] });
    expect(seen(answer)).toEqual([{ message: expect.stringContaining('Kind'), path: ['media', 0, 'kind'], code: 'INTERNAL_SERVER_ERROR' }]);
    expect(JSON.stringify(answer)).not.toContain('GLASS');
  });
});
