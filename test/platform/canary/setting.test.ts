import { parseCanary } from '../../../platform/canary/setting';
import type { LookupBy } from '../../../platform/connector';

const parse = (text: string, ways: readonly LookupBy[] = ['id', 'email', 'phone', 'externalId'], phoneRegion?: string) =>
  parseCanary(text, {
    source: 'acme',
    phoneRegion,
    lookups: ways.map((by) => ({ by, keysPerCall: 1, caseSensitive: false, lagSeconds: null })),
  });

describe('a canary', () => {
  it('is what is given of one record, normalised, the most believed first', () => {
    expect(parse(' email: Ada@Example.COM, phone:030 901820 ,externalId:hubspot:contact:5,id:acme:user:a:b,', undefined, 'DE')).toEqual({
      faults: [],
      identifiers: [
        { by: 'id', value: 'acme:user:a:b' },
        { by: 'externalId', value: 'hubspot:contact:5' },
        { by: 'email', value: 'ada@example.com' },
        { by: 'phone', value: '+4930901820' },
      ],
    });
    expect(parse('')).toEqual({ identifiers: [], faults: [] });
  });

  it('has every fault named at once, by its place and never by its value', () => {
    const { faults } = parse('name:secret,email:secret,phone:secret,id:secret,id:other:user:secret,externalId:secret,secret', [
      'id',
      'email',
    ]);
    expect(faults).toEqual([
      'item 1 begins with none of id:, externalId:, email:, phone:',
      'item 2 is no email address',
      'item 3 is no phone number: use the international form',
      'item 4 is no record id, such as id:source:type:id',
      'item 5 is no record of acme: its id begins with acme:',
      'item 6 is no record id, such as externalId:source:type:id',
      'item 7 begins with none of id:, externalId:, email:, phone:',
    ]);
  });

  it('names nothing that the source cannot be looked up by, nor two of a kind', () => {
    expect(parse('phone:+4930901820,email:a@example.com,email:b@example.com', ['email']).faults).toEqual([
      'item 1 cannot be looked up: acme finds nobody by phone',
      'names two by email: one record has one',
    ]);
  });
});
