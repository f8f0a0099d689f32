import fc from 'fast-check';
import { phonePattern } from '../../../../../subgraphs/sales/vendors/vendure/phone-pattern';

describe('the pattern of a number', () => {
  it.each(['+49 30 901820', '0049 (0)30-901820', '030.90 18 20', '(030) 901820 ext. 5', '030901820'])('finds %s', (typed) => {
    expect(typed).toMatch(new RegExp(phonePattern('+4930901820')));
  });

  it.each(['+49 30 901821', '901 8200', ''])('does not find %s', (typed) => {
    expect(typed).not.toMatch(new RegExp(phonePattern('+4930901820')));
  });

  it('finds every number in whatever stands between its digits, within what Vendure takes', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{7,14}$/);
    const gaps = fc.array(fc.stringMatching(/^[ ()./-]{0,3}$/), { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(digits, gaps, (number, between) => {
        const pattern = phonePattern(`+${number}`);
        const typed = number
          .split('')
          .map((digit, index) => `${digit}${between[index] ?? ''}`)
          .join('');
        return pattern.length <= 100 && new RegExp(pattern, 'i').test(typed);
      }),
    );
  });

  it('is none for what is too short to tell a number by', () => {
    expect(phonePattern('+49110')).toBe('');
  });
});
