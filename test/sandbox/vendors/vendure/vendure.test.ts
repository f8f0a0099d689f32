// The pretend Vendure over real HTTP: log-in, lists, and what it refuses, each as a real one (3.7.3) was seen to answer.
import { startVendure, type RunningVendure, type VendureOptions } from '../../../../sandbox/vendors/vendure/server';
import { ask, type Reply } from '../../support/ask';
import { aVendureCustomer, aVendureOrder, vendureWorld } from '../../support/vendure-world';

const PASSWORD = 'a-test-password';
const LOG_IN =
  'mutation LogIn($password: String!) { login(username: "superadmin", password: $password) { __typename ... on ErrorResult { errorCode message } } }';

const world = vendureWorld(
  [
    aVendureCustomer({
      id: '1',
      firstName: 'Ada',
      lastName: 'Mensah',
      emailAddress: 'ada@example.com',
      phoneNumber: '030 901-820',
      crmId: '501',
    }),
    aVendureCustomer({ id: '2', firstName: 'Bert', lastName: 'Adams', emailAddress: 'bert@example.com' }),
    aVendureCustomer({ id: '3', firstName: 'Carla', emailAddress: 'bert@example.com', phoneNumber: '+49 30 901821' }),
  ],
  [
    aVendureOrder({ id: '11', customerId: '1', orderPlacedAt: '2026-05-01T10:00:00.000Z' }),
    aVendureOrder({ id: '12', customerId: '1', orderPlacedAt: '2026-05-03T10:00:00.000Z', state: 'Cancelled' }),
    aVendureOrder({ id: '13', customerId: '1', orderPlacedAt: null, state: 'AddingItems', payments: [] }),
    aVendureOrder({ id: '14', customerId: '1', type: 'Seller', orderPlacedAt: '2026-05-02T10:00:00.000Z' }),
  ],
);

let vendure: RunningVendure;
afterEach(() => vendure.stop());

async function start(options: Partial<VendureOptions> = {}): Promise<void> {
  vendure = await startVendure({ world, port: 0, password: PASSWORD, ...options });
}
function post(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Reply> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query, variables }) };
  return ask(vendure.env['VENDURE_URL'] ?? '', init);
}
async function logIn(): Promise<Record<string, string>> {
  const { headers } = await post(LOG_IN, { password: PASSWORD });
  return { authorization: `Bearer ${headers.get('vendure-auth-token')}` };
}
const FORBIDDEN = { status: 200, body: { errors: [{ path: ['customers'], extensions: { code: 'FORBIDDEN' } }], data: null } };
const refused = (code: string, message: string) => ({ status: 200, body: { errors: [{ message, extensions: { code } }], data: null } });

/** Ids of the customers whom a filter finds, and how many there are. */
async function found(options: object): Promise<unknown> {
  const { body } = await post(
    'query($options: CustomerListOptions) { customers(options: $options) { totalItems items { id } } }',
    { options },
    await logIn(),
  );
  return body;
}
const customers = (totalItems: number, ...ids: string[]) => ({ data: { customers: { totalItems, items: ids.map((id) => ({ id })) } } });

describe('a session', () => {
  it('is begun by a log-in, whose token is in a header, and is wanted for every field of the shop', async () => {
    await start();
    expect(await post('{ customers { totalItems } }')).toMatchObject(FORBIDDEN);
    const reply = await post(LOG_IN, { password: PASSWORD });
    expect(reply).toMatchObject({ status: 200, body: { data: { login: { __typename: 'CurrentUser' } } } });
    const token = reply.headers.get('vendure-auth-token');
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    const authorization = `Bearer ${token}`;
    expect(await post('{ me { identifier } customers { totalItems } }', {}, { authorization })).toMatchObject({
      body: { data: { me: { identifier: 'superadmin' }, customers: { totalItems: 3 } } },
    });
  });

  it('is refused to a wrong word, with status 200 and no token', async () => {
    await start();
    const { status, body, headers } = await post(LOG_IN, { password: 'wrong' });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        data: {
          login: {
            ...{ __typename: 'InvalidCredentialsError', errorCode: 'INVALID_CREDENTIALS_ERROR' },
            message: 'The provided credentials are invalid',
          },
        },
      },
    });
    expect(headers.get('vendure-auth-token')).toBeNull();
  });

  it('ends when it was not used for long enough, and an empty token says so', async () => {
    await start({ sessionMs: 1 });
    const headers = await logIn();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const reply = await post('{ customers { totalItems } }', {}, headers);
    expect(reply).toMatchObject(FORBIDDEN);
    expect(reply.headers.get('vendure-auth-token')).toBe('');
  });

  it('ends by a log-out', async () => {
    await start();
    const headers = await logIn();
    expect(await post('mutation { logout { success } }', {}, headers)).toMatchObject({ body: { data: { logout: { success: true } } } });
    expect(await post('{ customers { totalItems } }', {}, headers)).toMatchObject(FORBIDDEN);
  });

  it('is not needed by who has a key, nor for introspection', async () => {
    await start({ apiKey: 'a:key' });
    const key = (value: string) => ({ 'vendure-api-key': value });
    expect(await post('{ customers { totalItems } }', {}, key('a:key'))).toMatchObject({
      body: { data: { customers: { totalItems: 3 } } },
    });
    expect(await post('{ customers { totalItems } }', {}, key('another'))).toMatchObject(FORBIDDEN);
    expect(await post('{ __type(name: "CustomerCustomFields") { fields { name } } }')).toMatchObject({
      body: { data: { __type: { fields: [{ name: 'crmId' }, { name: 'loyaltyTier' }] } } },
    });
  });
});

describe('a list', () => {
  beforeEach(() => start());

  it('tells upper from lower case by in and eq, and not by contains and regex', async () => {
    expect(await found({ filter: { emailAddress: { in: ['ada@example.com', 'BERT@example.com'] } } })).toEqual(customers(1, '1'));
    expect(await found({ filter: { emailAddress: { eq: 'Ada@example.com' } } })).toEqual(customers(0));
    expect(await found({ filter: { emailAddress: { contains: 'ADA@' } } })).toEqual(customers(1, '1'));
    expect(await found({ filter: { firstName: { regex: '^aDa$' } } })).toEqual(customers(1, '1'));
  });

  it('finds a number in any spelling by a pattern, and nobody without a number', async () => {
    const regex = '3[^0-9]*0[^0-9]*9[^0-9]*0[^0-9]*1[^0-9]*8[^0-9]*2';
    expect(await found({ filter: { phoneNumber: { regex } } })).toEqual(customers(2, '1', '3'));
    expect(await found({ filter: { phoneNumber: { isNull: true } } })).toEqual(customers(1, '2'));
  });

  it('takes per cent and underscore for wild cards', async () => {
    expect(await found({ filter: { lastName: { contains: 'M_ns%h' } } })).toEqual(customers(1, '1'));
  });

  it('joins fields by and, entries of _or by or, two fields of one entry too', async () => {
    const ada = { firstName: { eq: 'Ada' } };
    expect(await found({ filter: { ...ada, lastName: { eq: 'Adams' } } })).toEqual(customers(0));
    expect(await found({ filter: { ...ada, lastName: { eq: 'Adams' } }, filterOperator: 'OR' })).toEqual(customers(2, '1', '2'));
    expect(await found({ filter: { _or: [{ ...ada, lastName: { eq: 'Adams' } }] } })).toEqual(customers(2, '1', '2'));
    expect(await found({ filter: { ...ada, _or: [{ id: { eq: '1' } }, { id: { eq: '2' } }] } })).toEqual(customers(1, '1'));
  });

  it('finds nobody in an empty list, and nobody by a strange id', async () => {
    expect(await found({ filter: { id: { in: [] } } })).toEqual(customers(0));
    expect(await found({ filter: { id: { in: ["1' or 1=1", 'abc'] } } })).toEqual(customers(0));
  });

  it('is sorted and paged, and takes all where none are to be taken', async () => {
    expect(await found({ sort: { firstName: 'DESC' }, take: 2 })).toEqual(customers(3, '3', '2'));
    expect(await found({ skip: 1, take: 1 })).toEqual(customers(3, '2'));
    expect(await found({ take: 0 })).toEqual(customers(3, '1', '2', '3'));
  });

  it('refuses more than a thousand, and patterns that are long, costly or none', async () => {
    expect({ status: 200, body: await found({ take: 1_001 }) }).toMatchObject(
      refused('USER_INPUT_ERROR', 'Cannot take more than 1000 results from a list query'),
    );
    const pattern = (regex: string) => found({ filter: { phoneNumber: { regex } } });
    expect({ status: 200, body: await pattern('1'.repeat(101)) }).toMatchObject(
      refused('USER_INPUT_ERROR', 'The regex filter pattern exceeds the maximum allowed length of 100 characters'),
    );
    expect({ status: 200, body: await pattern('(a+)+') }).toMatchObject({
      body: { errors: [{ extensions: { code: 'USER_INPUT_ERROR' } }] },
    });
    const { errors } = (await pattern('(')) as { errors: { extensions?: unknown }[] };
    expect(errors[0]?.extensions ?? {}).toEqual({});
  });

  it('has a customer’s carts among the orders, newest first on request, and those that were placed by a filter', async () => {
    const query = 'query($options: OrderListOptions) { customer(id: "1") { orders(options: $options) { totalItems items { id } } } }';
    const ordersOf = async (options: object) => (await post(query, { options }, await logIn())).body;
    const orders = (totalItems: number, ...ids: string[]) => ({
      data: { customer: { orders: { totalItems, items: ids.map((id) => ({ id })) } } },
    });
    expect(await ordersOf({ sort: { orderPlacedAt: 'DESC' } })).toEqual(orders(4, '12', '14', '11', '13'));
    const placed = { orderPlacedAt: { isNull: false }, type: { notEq: 'Seller' } };
    expect(await ordersOf({ filter: placed, sort: { orderPlacedAt: 'DESC' }, take: 1 })).toEqual(orders(2, '12'));
  });

  it('counts the keys that were asked for', async () => {
    await found({ filter: { _or: [{ id: { in: ['1', '2'] } }, { phoneNumber: { regex: '1' } }, { crmId: { in: ['501'] } }] } });
    expect(vendure.calls().map(({ operation, keys }) => ({ operation, keys }))).toEqual([
      { operation: 'LogIn', keys: 1 },
      { operation: undefined, keys: 4 },
    ]);
  });
});

describe('an order', () => {
  beforeEach(() => start());

  it('loses what was called off from its total and its lines, and keeps what was ordered', async () => {
    const query = '{ order(id: "12") { totalWithTax lines { quantity orderPlacedQuantity unitPriceWithTax } payments { amount state } } }';
    expect((await post(query, {}, await logIn())).body).toEqual({
      data: {
        order: {
          totalWithTax: 0,
          lines: [{ quantity: 0, orderPlacedQuantity: 1, unitPriceWithTax: 7_900 }],
          payments: [{ amount: 8_400, state: 'Settled' }],
        },
      },
    });
  });

  it('is null where there is none', async () => {
    expect((await post('{ order(id: "99") { id } customer(id: "99") { id } }', {}, await logIn())).body).toEqual({
      data: { order: null, customer: null },
    });
  });
});

describe('the address', () => {
  beforeEach(() => start());

  it('refuses what cannot be read, or asks for what there is not', async () => {
    expect(await post('{ customers')).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] } });
    expect(await post('{ customers { items { nope } } }')).toMatchObject({
      status: 400,
      body: { errors: [{ message: 'Cannot query field "nope" on type "Customer".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    });
    expect(await post('query($take: Int!) { customers(options: { take: $take }) { totalItems } }')).toMatchObject({
      status: 200,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
    expect(await post('query A { me { id } } query B { me { id } }')).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] },
    });
  });

  it('knows no other path, no bad JSON, no empty body, and none of more than 100 kB', async () => {
    const raw = (body: string, path = '/admin-api') => ask(`${vendure.url}${path}`, { method: 'POST', body });
    expect(await raw('{}', '/shop')).toMatchObject({ status: 404, body: { statusCode: 404, message: 'Cannot POST /shop', path: '/shop' } });
    expect(await raw('{nope')).toMatchObject({ status: 400, body: { statusCode: 400 } });
    expect(await raw('{}')).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] } });
    expect(await post('{ me { id } }', { a: 'x'.repeat(103_000) })).toMatchObject({ status: 500, body: { statusCode: 500, message: '' } });
  });

  it('adds and alters a customer on order, in lower case', async () => {
    const put = (body: object) => ask(`${vendure.url}/__sandbox/people`, { method: 'POST', body: JSON.stringify(body) });
    expect(await put({ id: '9', emailAddress: 'New@Example.com' })).toMatchObject({
      status: 200,
      body: { emailAddress: 'new@example.com' },
    });
    expect(await put({ id: '9', firstName: 'Nora' })).toMatchObject({ status: 200 });
    expect(await found({ filter: { emailAddress: { eq: 'new@example.com' }, firstName: { eq: 'Nora' } } })).toEqual(customers(1, '9'));
    expect(await put({ id: '9', nickname: 'N' })).toMatchObject({ status: 400 });
  });
});
