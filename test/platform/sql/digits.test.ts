// Free-text phone numbers are found by their digits: however a number is written, its digits must be among the forms.
import { normalisePhone } from '../../../platform/identity/phone';
import { digitForms } from '../../../platform/sql/digits';

describe('digitForms', () => {
  it.each([
    ['+551239235555', '+55 (12) 3923-5555', undefined],
    ['+497112842222', '+49 0711 2842222', undefined],
    ['+4930901820', '030 / 90 18 20', 'DE'],
    ['+4930901820', '+49 (0)30 901820', undefined],
    ['+4930901820', '0049 (0) 30 901820', undefined],
    ['+4930901820', '30 901820', 'DE'],
    ['+16502530000', '(650) 253-0000', 'US'],
    ['+16502530000', '1-650-253-0000', 'US'],
    ['+4930901820', '011 49 30 901820', 'US'],
    ['+390639733434', '+39 06 39733434', undefined],
    ['+390639733434', '06 39733434', 'IT'],
    ['+74951234568', '8 (495) 123-45-68', 'RU'],
    ['+3612345679', '06 1 234 5679', 'HU'],
    ['+541143114333', '+54 (0)11 4311 4333', undefined],
  ])('of %s have those of %s', (e164, written, region) => {
    expect(normalisePhone(written, region)?.e164).toBe(e164);
    expect(digitForms(e164)).toContain(written.replaceAll(/\D/g, ''));
  });

  it('of nothing are none', () => {
    expect(digitForms('')).toEqual([]);
    expect(digitForms(`'; drop table x; --`)).toEqual([]);
  });
});
