// The digits HubSpot's phone search compares by.
import { toSearchableNumber } from '../../../../sandbox/vendors/hubspot/phone';

test.each([
  ['+49 (0)30 901820', null, '30901820'],
  ['0049 30 901820', 'Germany', '30901820'],
  ['030/901820', 'Germany', '30901820'],
  ['+1 415-555-2671 ext. 204', null, '4155552671'],
  ['001 415 5552671', 'US', '4155552671'],
  ['1 (415) 555-2671', 'United States', '4155552671'],
  ['138 0013 8000', 'China', '13800138000'],
  ['+86 138 0013 8000', 'China', '13800138000'],
  ['+353 1 555 0123', null, '15550123'],
  ['call me', null, null],
  [null, null, null],
])('%s of %s is searched as %s', (phone, country, digits) => {
  expect(toSearchableNumber(phone, country)).toBe(digits);
});
