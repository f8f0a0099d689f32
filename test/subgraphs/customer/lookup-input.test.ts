import { InputError } from '../../../platform/errors';
import { DEFAULT_VIEW_OPTIONS } from '../../../platform/identity/match-keys';
import { toIdentifier, toIdentifiers, toViewOptions } from '../../../subgraphs/customer/lookup-input';

describe('one look-up', () => {
  it('is normalised', () => {
    expect(toIdentifier({ id: 'hubspot:contact:501' }, undefined)).toEqual({ by: 'id', value: 'hubspot:contact:501' });
    expect(toIdentifier({ email: ' Ada@Example.COM ', id: null }, undefined)).toEqual({ by: 'email', value: 'ada@example.com' });
    expect(toIdentifier({ phone: '+49 30 901820' }, undefined)).toEqual({ by: 'phone', value: '+4930901820' });
    expect(toIdentifier({ phone: '030 901820' }, 'DE')).toEqual({ by: 'phone', value: '+4930901820' });
  });

  it.each([
    [{}, /^Give exactly one of/],
    [{ id: null, email: null, phone: undefined }, 'Give exactly one of "id", "email", "phone": none was given.'],
    [{ id: 'a:b:c', email: 'ada@example.com' }, 'Give exactly one of "id", "email": "id", "email" were given.'],
    [{ id: 'secret' }, '"id" is no record id: it takes the form source:type:id.'],
    [{ email: 'secret' }, '"email" is no email address.'],
    [{ email: '' }, '"email" is no email address.'],
    [{ phone: '030 901820' }, '"phone" is no phone number: use the international form'],
  ])('is refused for %j, without repeating it', (given, message) => {
    expect(() => toIdentifier(given, undefined)).toThrow(message);
    expect(() => toIdentifier(given, undefined)).toThrow(InputError);
    expect(() => toIdentifier(given, undefined)).not.toThrow('secret');
  });
});

describe('many look-ups', () => {
  it('keep their order, and what is there twice', () => {
    expect(toIdentifiers({ emails: ['b@example.com', 'A@example.com', 'b@example.com'] }, undefined).map(({ value }) => value)).toEqual([
      ...['b@example.com', 'a@example.com', 'b@example.com'],
    ]);
    expect(toIdentifiers({ ids: [] }, undefined)).toEqual([]);
  });

  it('are at most 100, and name the one that is wrong', () => {
    const ids = Array.from({ length: 101 }, (_, index) => `a:b:${index}`);
    expect(toIdentifiers({ ids: ids.slice(1) }, undefined)).toHaveLength(100);
    expect(() => toIdentifiers({ ids }, undefined)).toThrow('"ids" takes at most 100 keys');
    expect(() => toIdentifiers({ phones: ['+4930901820', 'secret'] }, undefined)).toThrow('"phones[1]" is no phone number');
    expect(() => toIdentifiers({ ids: [], emails: [] }, undefined)).toThrow('Give exactly one');
  });
});

describe('view options', () => {
  it('have defaults, also where null is given', () => {
    expect(toViewOptions(null)).toEqual(DEFAULT_VIEW_OPTIONS);
    expect(toViewOptions({ policy: null, depth: null, minConfidence: null, maxAgeSeconds: null })).toEqual(DEFAULT_VIEW_OPTIONS);
    expect(toViewOptions({ policy: 'STRICT', depth: 2, minConfidence: 0.95, maxAgeSeconds: 0 })).toEqual({
      ...{ policy: 'STRICT', depth: 2, minConfidence: 0.95, maxAgeSeconds: 0 },
    });
  });

  it.each([
    [{ maxAgeSeconds: -1 }, '"options.maxAgeSeconds"'],
    [{ depth: 0 }, '"options.depth"'],
    [{ depth: 3 }, '"options.depth"'],
    [{ minConfidence: 0.4 }, '"options.minConfidence"'],
    [{ minConfidence: 1.1 }, '"options.minConfidence"'],
  ])('are refused for %j', (given, message) => {
    expect(() => toViewOptions(given)).toThrow(message);
  });
});
