import fc from 'fast-check';
import { absentLike } from '../../../platform/canary/absent';
import { normaliseEmail } from '../../../platform/identity/email';
import { normalisePhone } from '../../../platform/identity/phone';

const idLike = (id: string) => absentLike({ by: 'id', value: `acme:user:${id}` })?.value.replace('acme:user:', '') ?? null;

describe('an identifier that nobody has', () => {
  it('is a normal address at a domain without mailboxes, and a number of an area that does not exist', () => {
    const email = absentLike({ by: 'email', value: 'ada@example.com' })?.value ?? '';
    expect(email).toMatch(/^absent-\d{12}@canary\.invalid$/);
    expect(normaliseEmail(email)).toBe(email);
    const phone = absentLike({ by: 'phone', value: '+4930901820' })?.value ?? '';
    expect(phone).toMatch(/^\+1555\d{7}$/);
    expect(normalisePhone(phone)?.e164).toBe(phone);
  });

  it.each([
    ['501', /^9\d{14}$/],
    ['12345678901234567890', /^123456789012\d{8}$/],
    ['cus_NffrFeUfNV2Hib', /^cus_NffrFe[A-Z][a-z][A-Z]{2}\d[A-Z][a-z]{2}$/],
    ['01GDDKASAP8TKDDA2GRZDSVP4H', /^01GDDKASAP8TKDDA2G[A-Z0-9]{8}$/],
    ['3f2504e0-4f89-11d3-9a0c-0305e82c3301', /^3f2504e0-4f89-11d3-9a0c-0305[0-9a-f]{8}$/],
  ])('is of the form of %s', (id, form) => {
    expect(idLike(id)).toMatch(form);
  });

  it('is never the id it was made from, nor made of one that leaves no room for another', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{8,20}$/), (id) => {
        // Once in millions of draws it could be.
        expect([idLike(id), idLike(id), idLike(id)]).not.toEqual([id, id, id]);
      }),
    );
    expect(['ab12', 'x_1', 'ä'].map(idLike)).toEqual([null, null, null]);
    expect(absentLike({ by: 'externalId', value: 'hubspot:contact:5' })?.value).toMatch(/^hubspot:contact:9\d{14}$/);
  });
});
