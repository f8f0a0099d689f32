// What of an answer is withheld from a process's own token, and which scopes would open it, in the words of our own schema.
import { join } from 'node:path';
import { withheldIn } from '../../../platform/link/withheld';
import { readComposedSchema } from '../../../platform/subgraph/sdl';

const schema = () => readComposedSchema(join(__dirname, '..', '..', '..', 'schema'));
const QUERY =
  'query ($id: ID!) { customer(id: $id) { id their: crm { lifecycleStage } identity { score } } marketing: audiences { missing } }';
const nothing = { query: QUERY, errors: [], masked: [], hasToken: true };
const refused = (...path: (string | number)[]) => ({ code: 'UNAUTHORIZED_FIELD_OR_TYPE', path });

it('is nothing where all is answered, or a source failed', () => {
  const errors = [{ code: 'UPSTREAM_TIMEOUT', path: ['customer', 'crm'] }];
  expect(withheldIn({ ...nothing, errors }, schema)).toBeUndefined();
});

it('names the scopes of the fields that are refused, and of the classes that are masked', () => {
  const errors = [refused('customer', 'their'), refused('customer', 'their'), { code: 'UPSTREAM_TIMEOUT', path: ['marketing'] }];
  expect(withheldIn({ ...nothing, errors, masked: ['CONTACT', 'FREE_TEXT'] }, schema)).toMatchObject({
    code: 'GATEWAY_TOKEN_LACKS_SCOPES',
    message:
      'The gateway withholds what processes read: give the holder of GATEWAY_TOKEN the scopes customer:read or crm:read, pii:contact, pii:free-text.',
  });
});

it('looks at no other field than those that are refused', () => {
  expect(withheldIn({ ...nothing, errors: [refused('marketing')] }, schema)?.message).toMatch(/the scopes customer:list\.$/);
});

it('names no scope where it does not know one', () => {
  const errors = [{ code: 'UNAUTHORIZED_FIELD_OR_TYPE' }];
  expect(withheldIn({ ...nothing, errors }, schema)?.message).toMatch(/give the holder of GATEWAY_TOKEN what it asks for\.$/);
});

it('knows a gateway that answers trusted documents alone', () => {
  const errors = [{ code: 'QUERY_NOT_IN_SAFELIST' }];
  expect(withheldIn({ ...nothing, errors }, schema)?.message).toContain('the scopes graphql:adhoc.');
});

it.each([
  [true, 'does not accept GATEWAY_TOKEN'],
  [false, 'GATEWAY_TOKEN is not set'],
])('tells a token that is not accepted from one that is missing', (hasToken, words) => {
  const found = withheldIn({ ...nothing, hasToken, errors: [{ code: 'UNAUTHENTICATED' }] }, schema);
  expect(found?.code).toBe('GATEWAY_TOKEN_REFUSED');
  expect(found?.message).toContain(words);
});
