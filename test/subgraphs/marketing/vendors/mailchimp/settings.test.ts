import { settings } from '../../../../../subgraphs/marketing/vendors/mailchimp/settings';

const KEY = 'abcdef-us6';

it.each([
  ['KEY', 'abcdef'],
  ['KEY', 'abcdef-us6/x'],
  ['URL', 'us6.api.mailchimp.com'],
  ['AUDIENCES', 'a1,b 2'],
  ['EXTERNAL_ID', 'hubspot:contact'],
  ['EXTERNAL_ID', 'hubspot:contact=crm id'],
])('refuses a wrong %s: %s', (name, value) => {
  const { error } = settings.safeParse({ KEY, [name]: value });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([name]);
});

it('takes a key with its data centre', () => {
  expect(settings.safeParse({ KEY }).success).toBe(true);
});
