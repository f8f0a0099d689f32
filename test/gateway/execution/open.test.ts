// A supergraph, opened: the parts together. Everything that they do together is in rules/.
import { openSmallSupergraph } from './small-supergraph';

const hidden = {
  sdl: 'type Query { a(x: Int = 5): Int b: Int @inaccessible }',
  resolvers: { Query: { a: (_: unknown, { x }: { x: number }) => x } },
};

test('what was composed can be asked, by the schema that clients know', async () => {
  const graph = openSmallSupergraph({ hidden });
  expect(await graph.ask('{ b: a }')).toEqual({ data: { b: 5 } });
  await expect(graph.ask('{ b }')).rejects.toThrow('Cannot query field "b"');
  expect(graph.executor.planner).toBe('apollo');
});
