// A class of personal data and its scope.
import { CLASSES, scopeOf } from '../../../platform/request/personal-class';

it('has a scope for every class, as tokens write it', () => {
  expect(CLASSES.map(scopeOf)).toEqual(['pii:contact', 'pii:identity', 'pii:financial', 'pii:free-text']);
});
