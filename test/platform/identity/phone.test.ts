import fc from 'fast-check';
import { normalisePhone, phoneVariants } from '../../../platform/identity/phone';

describe('normalisePhone', () => {
  test.each([
    ['+49 30 901820', undefined, '+4930901820', null],
    ['+49 (0)30 / 901820', undefined, '+4930901820', null],
    ['0049 30 901820', undefined, '+4930901820', null],
    ['0049 30 901820', 'DE', '+4930901820', null],
    ['030 901820', 'DE', '+4930901820', null],
    ['030 901820', 'de', '+4930901820', null],
    ['030 901820 ext. 12', 'DE', '+4930901820', '12'],
    ['tel:+49-30-901820;ext=7', undefined, '+4930901820', '7'],
    ['Tel.: +49 30 901820 (work)', undefined, '+4930901820', null],
    ['＋４９ ３０ ９０１８２０', undefined, '+4930901820', null],
    ['(415) 555-2671', 'US', '+14155552671', null],
    ['+55 11 8765-4321', undefined, '+551187654321', null],
    ['+52 1 55 1234 5678', undefined, '+5215512345678', null],
    ['+44 7700 900123', undefined, '+447700900123', null],
  ])('%j (%j) is %j, extension %j', (raw, region, e164, extension) => {
    expect(normalisePhone(raw, region)).toEqual({ e164, extension });
  });

  test.each([
    [null, 'DE'],
    [undefined, 'DE'],
    ['', 'DE'],
    ['n/a', 'DE'],
    ['030 901820', undefined],
    ['030 901820', 'XX'],
    ['110', 'DE'],
    ['12345', 'DE'],
    ['+49 151 00000000', undefined],
    ['000 000 0000', 'US'],
    ['+1 999 999 9999', undefined],
    ['123 456 7890', 'US'],
    ['+49 30 901820 / +49 30 901821', undefined],
    ['call us', 'US'],
    ['9'.repeat(200), 'US'],
  ])('%j (%j) is no number', (raw, region) => {
    expect(normalisePhone(raw, region)).toBeNull();
  });

  test('law: an E.164 number stays what it is, in any region', () => {
    const region = fc.constantFrom(undefined, 'DE', 'US', 'BR', 'JP');
    const digits = fc.stringMatching(/^\+(49|1|55|54|52|81|86|33)[0-9]{7,11}$/);
    fc.assert(
      fc.property(digits, region, (raw, where) => {
        const once = normalisePhone(raw, where);
        expect(once === null ? null : normalisePhone(once.e164, where)).toEqual(once);
      }),
    );
  });
});

describe('phoneVariants', () => {
  test.each([
    ['Brazil, ninth digit', '+5511987654321', '+551187654321'],
    ['Argentina, 9', '+5491123456789', '+541123456789'],
    ['Mexico, 1', '+5215512345678', '+525512345678'],
  ])('%s', (_, withDigit, withoutDigit) => {
    expect(phoneVariants(withDigit)).toEqual([withoutDigit]);
    expect(phoneVariants(withoutDigit)).toEqual([withDigit]);
  });

  test('a Brazilian land line and other countries have none', () => {
    expect(phoneVariants('+551137654321')).toEqual([]);
    expect(phoneVariants('+4930901820')).toEqual([]);
  });

  test('law: being a variant goes both ways, and a number is none of its own', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+5[245][0-9]{9,12}$/), (e164) => {
        for (const variant of phoneVariants(e164)) {
          expect(variant).not.toBe(e164);
          expect(phoneVariants(variant)).toContain(e164);
        }
      }),
    );
  });
});
