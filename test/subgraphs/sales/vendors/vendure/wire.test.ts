import fc from 'fast-check';
import { Customer, toSalesRecord, type Account } from '../../../../../subgraphs/sales/vendors/vendure/wire';

const account: Account = {
  ...{ source: 'vendure', dashboard: undefined, phoneRegion: 'DE', salesPersonField: undefined, ofChannel: false },
  crosswalk: { field: 'crmId', prefix: 'hubspot:contact:' },
};
const wire = {
  ...{ id: '7', createdAt: '2025-01-01T08:00:00.000Z', updatedAt: '2025-02-01T08:00:00.000Z', title: null, firstName: '', lastName: '' },
  ...{ emailAddress: 'ada@example.com', phoneNumber: null, user: null, addresses: [], orders: { totalItems: 0 } },
};
const address = {
  ...{ id: '1', company: '', streetLine1: '', streetLine2: '', city: '', province: '', postalCode: '', country: { code: 'GB' } },
  ...{ defaultShippingAddress: false, defaultBillingAddress: false },
};
const recordOf = (fields: object) => toSalesRecord(Customer.parse({ ...wire, ...fields }), account);

describe('a customer of Vendure', () => {
  it('is an organisation by a mailbox of a function, and by a company without a name', () => {
    expect(recordOf({}).kind).toBe('PERSON');
    expect(recordOf({ emailAddress: 'info@acme.example' }).kind).toBe('ORGANIZATION');
    expect(recordOf({ addresses: [{ ...address, company: 'Acme' }] })).toMatchObject({ kind: 'ORGANIZATION', company: 'Acme' });
    expect(recordOf({ firstName: 'Ada', addresses: [{ ...address, company: 'Acme' }] })).toMatchObject({ kind: 'PERSON', company: 'Acme' });
  });

  it('has its address in lower case though somebody brought it in otherwise, and none for what is none', () => {
    expect(recordOf({ emailAddress: 'Ada@Example.COM' }).emails).toEqual([{ value: 'ada@example.com', primary: true, verified: null }]);
    expect(recordOf({ emailAddress: 'not an address' }).emails).toEqual([]);
  });

  it('is verified as its user is, and says nothing of a guest', () => {
    expect(recordOf({ user: { id: '2', verified: false } }).emails[0]?.verified).toBe(false);
    expect(recordOf({ user: null }).emails[0]?.verified).toBeNull();
  });

  it('reads a number without a country by its first address, then by the region that was configured', () => {
    expect(recordOf({ phoneNumber: '020 7946 0501', addresses: [address] }).phones).toMatchObject([{ value: '+442079460501' }]);
    expect(recordOf({ phoneNumber: '030 901820' }).phones).toMatchObject([{ value: '+4930901820' }]);
    expect(recordOf({ phoneNumber: 'call me' }).phones).toEqual([]);
  });

  it('has the billing address first, one for both as the main one, and all others to send to', () => {
    const [billing, both] = [
      { ...address, city: 'Leeds', defaultBillingAddress: true },
      { ...address, city: 'York', defaultBillingAddress: true, defaultShippingAddress: true },
    ];
    expect(recordOf({ addresses: [address, billing] }).addresses.map(({ purpose, city }) => [purpose, city])).toEqual([
      ['billing', 'Leeds'],
      ['shipping', null],
    ]);
    expect(recordOf({ addresses: [both] }).addresses).toMatchObject([{ purpose: 'main', city: 'York' }]);
  });

  it('stores another source’s record by the configured field', () => {
    expect(recordOf({ customFields: { crmId: ' 501 ' } }).externalIds).toEqual(['hubspot:contact:501']);
    expect(recordOf({ customFields: { crmId: 501 } }).externalIds).toEqual(['hubspot:contact:501']);
    expect(recordOf({ customFields: { crmId: '' } }).externalIds).toEqual([]);
    expect(recordOf({ customFields: { crmId: null } }).externalIds).toEqual([]);
    expect(recordOf({}).externalIds).toEqual([]);
  });

  it('never has an empty text, whatever was typed', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('', ' ', '\t'));
    fc.assert(
      fc.property(text, text, text, text, (firstName, lastName, city, company) => {
        const { name, addresses, company: named } = recordOf({ firstName, lastName, addresses: [{ ...address, city, company }] });
        const texts = [name.full, name.given, name.family, addresses[0]?.city ?? null, named];
        return texts.every((one) => one === null || one.trim() !== '');
      }),
    );
  });
});
