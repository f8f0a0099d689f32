import { createOnce } from '../../platform/once';

it('makes each thing once, and tells things apart by their keys', () => {
  const once = createOnce();
  const [a, b] = [{}, {}];
  const make = jest.fn(() => ({}));
  const first = once(a, make);
  expect(once(a, make)).toBe(first);
  expect(once(b, make)).not.toBe(first);
  expect(make).toHaveBeenCalledTimes(2);
  expect(createOnce()(a, make)).not.toBe(first);
});

it('keeps what is undefined, and nothing that could not be made', () => {
  const once = createOnce<string>();
  const make = jest.fn(() => undefined);
  expect([once('a', make), once('a', make)]).toEqual([undefined, undefined]);
  expect(make).toHaveBeenCalledTimes(1);
  expect(() =>
    once('b', () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(once('b', () => 1)).toBe(1);
});
