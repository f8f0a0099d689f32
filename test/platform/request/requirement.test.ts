// One requirement, and whether it is met.
import { follows, isMet, textOf, type Requirement } from '../../../platform/request/requirement';
import { ANONYMOUS, EVERYBODY, type Caller } from '../../../platform/request/caller';

const scopes = (...anyOf: string[][]): Requirement => ({ kind: 'scopes', anyOf });
const policies = (...anyOf: string[][]): Requirement => ({ kind: 'policies', anyOf });
const signedIn: Requirement = { kind: 'authenticated' };
const holder = (...held: string[]): Caller => ({ ...ANONYMOUS, kind: 'service', scopes: held });

test.each<[Requirement, Caller, boolean]>([
  [signedIn, ANONYMOUS, false],
  [signedIn, holder(), true],
  [signedIn, EVERYBODY, true],
  [scopes(['a']), holder(), false],
  [scopes(['a']), holder('a'), true],
  [scopes(['a', 'b'], ['c']), holder('a'), false],
  [scopes(['a', 'b'], ['c']), holder('b', 'a'), true],
  [scopes(['a', 'b'], ['c']), holder('c'), true],
  [scopes(['a']), { ...holder(), policies: ['a'] }, false],
  [policies(['a']), { ...holder(), policies: ['a'] }, true],
  [policies(['a']), holder('a'), false],
  [scopes([]), holder(), true],
  // No list at all is held by nobody: it is safer to see nothing than what was meant to be kept.
  [scopes(), holder('a'), false],
  [scopes(['a']), EVERYBODY, true],
])('%j of %j: %j', (requirement, caller, met) => {
  expect(isMet(requirement, caller)).toBe(met);
});

test('the order in which it is written does not matter', () => {
  expect(textOf(scopes(['a', 'b'], ['c']))).toBe(textOf(scopes(['c'], ['b', 'a', 'b'])));
  expect(textOf(scopes(['a', 'b']))).not.toBe(textOf(scopes(['a'], ['b'])));
  expect(textOf(scopes(['a b']))).not.toBe(textOf(scopes(['a', 'b'])));
  expect(textOf(scopes(['a']))).not.toBe(textOf(policies(['a'])));
});

test.each<[Requirement, Requirement[], boolean]>([
  [signedIn, [signedIn], true],
  [signedIn, [scopes(['a'])], false],
  [scopes(['a']), [], false],
  [scopes(['a', 'b']), [scopes(['a']), scopes(['b'])], true],
  [scopes(['a']), [scopes(['a'], ['b'])], false],
  [scopes(['a'], ['b']), [scopes(['a'])], true],
  [scopes(['a', 'b'], ['a', 'c']), [scopes(['a']), scopes(['b'], ['c'])], true],
  [scopes(['a']), [policies(['a'])], false],
])('%j follows from %j: %j', (wanted, given, expected) => {
  expect(follows(wanted, given)).toBe(expected);
});

test('what is too much to work out does not follow', () => {
  const many = Array.from({ length: 20 }, (_, index) => scopes([`x${index}`], [`y${index}`], ['a']));
  expect(follows(scopes(['a']), many)).toBe(false);
});
