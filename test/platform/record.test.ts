import fc from 'fast-check';
import { parseRecordId, recordId, valueAt } from '../../platform/record';

describe('a record id', () => {
  it('is split at its first two colons', () => {
    expect(parseRecordId('hubspot:contact:501')).toEqual({ source: 'hubspot', type: 'contact', id: '501' });
    expect(parseRecordId('sql:customer:a:b\nc')).toEqual({ source: 'sql', type: 'customer', id: 'a:b\nc' });
    expect(recordId('zendesk', 'user', 77)).toBe('zendesk:user:77');
  });

  it('comes back as it went', () => {
    const part = fc.stringMatching(/^[^:]+$/);
    fc.assert(
      fc.property(part, part, fc.string({ minLength: 1 }), (source, type, id) => {
        expect(parseRecordId(recordId(source, type, id))).toEqual({ source, type, id });
      }),
    );
  });

  it.each(['', 'hubspot', 'hubspot:contact', 'hubspot:contact:', ':contact:1', 'hubspot::1'])('is none: "%s"', (text) => {
    expect(parseRecordId(text)).toBeNull();
  });
});

describe('a raw value', () => {
  const whole = { properties: { tier: 'gold', empty: null }, tags: ['a', 'b'], 'with.dot': 1 };

  it.each([
    [undefined, whole],
    [null, whole],
    ['', whole],
    ['properties.tier', 'gold'],
    ['tags.1', 'b'],
    ['tags', ['a', 'b']],
    ['properties.empty', null],
    ['properties.empty.deeper', null],
    ['properties.tier.length', null],
    ['missing', null],
    ['tags.7', null],
    ['tags.length', null],
    // Nothing of JavaScript's own objects is a value of the record.
    ['constructor', null],
    ['__proto__.x', null],
    ['tags.constructor', null],
  ])('at %s', (path, value) => {
    expect(valueAt(whole, path)).toEqual(value);
  });
});
