import { checkVariables } from '../../../gateway/limits/variable-limits';

it('counts values however deep they lie', () => {
  const variables = { a: [1, 2, { b: [3] }], c: null };
  // a, its three items, b, 3, c.
  expect(() => checkVariables(variables, 7)).not.toThrow();
  expect(() => checkVariables(variables, 6)).toThrow(/more than 6 values/);
});

it('takes what is none', () => {
  for (const none of [undefined, null, 'text', 7, []]) expect(() => checkVariables(none, 1)).not.toThrow();
});

it('stands a hundred thousand levels', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(() => checkVariables(deep, 10_000)).toThrow(/more than 10000 values/);
});
