import { namesOf, settings, toCrosswalk } from '../../../../../subgraphs/sales/vendors/vendure/settings';

const URL = 'https://shop.example.com/admin-api';
const account = { URL, USERNAME: 'reader', PASSWORD: 'secret' };

function faultsOf(given: Record<string, string>): string[] {
  return (settings.safeParse(given).error?.issues ?? []).map(({ path }) => path.join('.')).sort();
}

describe('the settings of a Vendure source', () => {
  it('take an administrator or a key, and not both', () => {
    expect(faultsOf(account)).toEqual([]);
    expect(faultsOf({ URL, API_KEY: 'a:b' })).toEqual([]);
    expect(faultsOf({ URL })).toEqual(['PASSWORD', 'USERNAME']);
    expect(faultsOf({ URL, USERNAME: 'reader' })).toEqual(['PASSWORD']);
    expect(faultsOf({ ...account, API_KEY: 'a:b' })).toEqual(['API_KEY']);
  });

  it('want the address of the API, its path included', () => {
    expect(faultsOf({ ...account, URL: 'https://shop.example.com' })).toEqual(['URL']);
    expect(faultsOf({ ...account, URL: 'ftp://shop.example.com/admin-api' })).toContain('URL');
  });

  it('refuse names that could be more than names in a query', () => {
    expect(faultsOf({ ...account, CUSTOM_FIELDS: 'ok, a{b}' })).toEqual(['CUSTOM_FIELDS']);
    expect(faultsOf({ ...account, SALES_PERSON_FIELD: 'sold by' })).toEqual(['SALES_PERSON_FIELD']);
    expect(faultsOf({ ...account, EXTERNAL_ID: 'hubspot:contact' })).toEqual(['EXTERNAL_ID']);
  });

  it('read lists of names, and where another source’s ids are', () => {
    const parsed = settings.parse({ ...account, CUSTOM_FIELDS: ' loyaltyTier, ,birthday ', EXTERNAL_ID: 'crmId=hubspot:contact' });
    expect(namesOf(parsed.CUSTOM_FIELDS)).toEqual(['loyaltyTier', 'birthday']);
    expect(toCrosswalk(parsed)).toEqual({ field: 'crmId', prefix: 'hubspot:contact:' });
    expect(toCrosswalk(settings.parse(account))).toBeUndefined();
  });
});
