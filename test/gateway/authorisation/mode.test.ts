// Requests that are refused as a whole, and those that are only told what would be withheld.
import { parse } from 'graphql';
import { wholeRequest } from '../../../gateway/authorisation/mode';
import { ANONYMOUS } from '../../../platform/request/caller';
import { openGuarded, somebody } from './guarded-graph';

const { api: schema, authorises } = openGuarded({
  a: {
    sdl: 'type Query { u(id: ID): U us: [[U!]!] } type U { id: ID! secret: U @authenticated email: String @requiresScopes(scopes: [["x"]]) }',
  },
});

const whole = (mode: 'reject' | 'dry-run', query: string, variables = {}, caller = ANONYMOUS, operationName: string | null = null) =>
  wholeRequest(mode, { schema, asked: { document: parse(query), documentId: query, operationName }, variables, caller, authorises });

const ERROR = { message: 'Unauthorized field or type', extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } };

test('a request is refused with every place', () => {
  const { refused, told } = whole('reject', '{ u { id mail: email } us { secret { email } ...f } } fragment f on U { email }');
  expect(told).toBeUndefined();
  expect(refused?.data).toBeNull();
  expect(refused?.errors.map(({ message, path, extensions }) => ({ message, path, extensions }))).toEqual([
    { ...ERROR, path: ['u', 'mail'] },
    { ...ERROR, path: ['us', '@', '@', 'secret'] },
    { ...ERROR, path: ['us', '@', '@', 'email'] },
  ]);
});

test('or answered, and told of them', () => {
  expect(whole('dry-run', '{ u { email id } }')).toEqual({ told: { authorizationErrors: [{ ...ERROR, path: ['u', 'email'] }] } });
});

test('what conditions leave out is not held against anybody', () => {
  const query = 'query ($is: Boolean! = false) { u { id email @include(if: $is) } }';
  expect(whole('reject', query)).toEqual({});
  expect(whole('reject', query, { is: true }).refused?.errors).toHaveLength(1);
});

test('whoever may see all of it is asked nothing', () => {
  expect(whole('reject', '{ u { id email } }', {}, somebody(['x']))).toEqual({});
  expect(whole('reject', '{ u { id } }')).toEqual({});
  expect(whole('reject', 'query A { u { id } } query B { u { email } }', {}, ANONYMOUS, 'A')).toEqual({});
  expect(whole('reject', 'query A { u { id } } query B { u { email } }', {}, ANONYMOUS, 'B').refused?.errors).toHaveLength(1);
});
