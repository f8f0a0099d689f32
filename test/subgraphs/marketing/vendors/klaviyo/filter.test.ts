import { any, equals, isWritable, splitByLength } from '../../../../../subgraphs/marketing/vendors/klaviyo/filter';

it('writes values in quotes', () => {
  expect(equals('profile_id', '01H')).toBe('equals(profile_id,"01H")');
  expect(any('email', ["o'neil@example.com", 'b,c(d)[e]@example.com'])).toBe('any(email,["o\'neil@example.com","b,c(d)[e]@example.com"])');
});

it.each(['', 'a"b', 'a\\', 'a\nb', '1"]),equals(id,"2'])('never writes %j', (value) => {
  expect(isWritable(value)).toBe(false);
  expect(() => equals('external_id', value)).toThrow(RangeError);
  expect(() => any('external_id', ['1', value])).toThrow(RangeError);
  expect(splitByLength(['1', value, '2'], (one) => one)).toEqual([['1', '2']]);
});

it('puts a hundred usual addresses into one request', () => {
  const emails = Array.from({ length: 201 }, (_, index) => `firstname.lastname${index}@somewhere.example.com`);
  expect(splitByLength(emails, (email) => email).map(({ length }) => length)).toEqual([100, 100, 1]);
});

it('keeps an address below 8,000 characters, whatever the values', () => {
  const emails = Array.from({ length: 100 }, (_, index) => `${'ü'.repeat(60)}${index}@example.com`);
  const chunks = splitByLength(emails, (email) => email);
  expect(chunks.flat()).toEqual(emails);
  expect(chunks.length).toBeGreaterThan(1);
  for (const chunk of chunks) expect(new URLSearchParams({ filter: any('email', chunk) }).toString().length).toBeLessThan(6_100);
});

it('sends even a value that is too long, alone', () => {
  const long = 'x'.repeat(7_000);
  expect(splitByLength(['a', long, 'b'], (value) => value)).toEqual([['a'], [long], ['b']]);
});
