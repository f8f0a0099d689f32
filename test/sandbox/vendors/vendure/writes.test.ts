// The pretend Vendure's changes of customers over real HTTP, each as a real one (3.7.3) was seen to answer.
import type { Change } from '../../../../sandbox/changes';
import { startVendure, type RunningVendure, type VendureOptions } from '../../../../sandbox/vendors/vendure/server';
import { ask, type Reply } from '../../support/ask';
import { aVendureCustomer, aVendureOrder, vendureWorld } from '../../support/vendure-world';

const API_KEY = 'a:key';
const world = vendureWorld(
  [
    aVendureCustomer({ id: '1', firstName: 'Ada', lastName: 'Mensah', emailAddress: 'ada@example.com', crmId: '501' }),
    aVendureCustomer({ id: '2', firstName: 'Bert', lastName: 'Adams', emailAddress: 'bert@example.com' }),
  ],
  [aVendureOrder({ id: '11', customerId: '1' })],
);
const NOTE =
  'mutation($input: AddNoteToCustomerInput!) { addNoteToCustomer(input: $input) { id history { totalItems items { id type isPublic data } } } }';
const WHO =
  '__typename ... on Customer { id title firstName lastName emailAddress user { verified } customFields { crmId } } ... on ErrorResult { errorCode message }';
const CREATE = `mutation($input: CreateCustomerInput!, $password: String) { createCustomer(input: $input, password: $password) { ${WHO} } }`;
const UPDATE = `mutation($input: UpdateCustomerInput!) { updateCustomer(input: $input) { ${WHO} } }`;

let vendure: RunningVendure;
let changes: Change[];
afterEach(() => vendure.stop());
async function start(options: Partial<VendureOptions> = {}): Promise<void> {
  vendure = await startVendure({ world, port: 0, apiKey: API_KEY, ...options });
  changes = [];
  vendure.changes.onChange((change) => changes.push(change));
}
function post(query: string, variables: object = {}, key = API_KEY): Promise<Reply> {
  const headers = { 'content-type': 'application/json', 'vendure-api-key': key };
  return ask(vendure.env['VENDURE_URL'] ?? '', { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
}
const data = (expected: object) => ({ status: 200, body: { data: expected } });
const refused = (code: string, message: string) => ({ status: 200, body: { errors: [{ message, extensions: { code } }], data: null } });
const unknown = refused('ENTITY_NOT_FOUND', 'No Customer with the id "9" could be found');
const conflict = {
  __typename: 'EmailAddressConflictError',
  errorCode: 'EMAIL_ADDRESS_CONFLICT_ERROR',
  message: 'The email address is not available.',
};

describe('a note', () => {
  const add = (note: string, id = '1') => post(NOTE, { input: { id, note, isPublic: false } });

  it('stands in the history, newest last unless asked otherwise', async () => {
    await start();
    await add('First');
    const items = [
      { id: '1', type: 'CUSTOMER_NOTE', isPublic: false, data: { note: 'First' } },
      { id: '2', type: 'CUSTOMER_NOTE', isPublic: false, data: { note: 'Second' } },
    ];
    expect(await add('Second')).toMatchObject(data({ addNoteToCustomer: { id: '1', history: { totalItems: 2, items } } }));
    const sorted =
      '{ customer(id: "1") { history(options: { filter: { type: { eq: "CUSTOMER_NOTE" } }, sort: { id: DESC }, take: 1 }) { items { id } } } }';
    expect(await post(sorted)).toMatchObject(data({ customer: { history: { items: [{ id: '2' }] } } }));
    expect(changes).toEqual(Array(2).fill({ type: 'customer', id: '1', what: 'updated' }));
  });

  it('is deleted once, and of nobody it is an error', async () => {
    await start();
    await add('First');
    const remove = () => post('mutation { deleteCustomerNote(id: "1") { result message } }');
    expect(await remove()).toMatchObject(data({ deleteCustomerNote: { result: 'DELETED', message: null } }));
    expect(await remove()).toMatchObject(
      data({ deleteCustomerNote: { result: 'NOT_DELETED', message: 'error.entity-with-id-not-found' } }),
    );
    expect(await add('Nobody', '9')).toMatchObject(unknown);
  });
});

describe('a customer', () => {
  it('is changed in what is given, to an address that nobody else has', async () => {
    await start();
    const change = { id: '1', emailAddress: 'Ada.New@Example.com', customFields: { crmId: null } };
    const changed = { firstName: 'Ada', lastName: 'Mensah', emailAddress: 'ada.new@example.com', customFields: { crmId: null } };
    expect(await post(UPDATE, { input: change })).toMatchObject(data({ updateCustomer: changed }));
    expect(await post(UPDATE, { input: { id: '2', emailAddress: 'ADA.new@example.com' } })).toMatchObject(
      data({ updateCustomer: conflict }),
    );
    expect(await post(UPDATE, { input: { id: '9', firstName: 'Nobody' } })).toMatchObject(unknown);
    expect(await post(UPDATE, { input: { id: '1', lastName: null } })).toMatchObject({
      body: { errors: [{ message: 'NOT NULL constraint failed: customer.lastName' }], data: null },
    });
    expect(changes).toEqual([{ type: 'customer', id: '1', what: 'updated' }]);
  });

  it('is made with an account, which a password confirms', async () => {
    await start();
    const input = { firstName: 'Dora', lastName: '', emailAddress: 'Dora@example.com' };
    const made = { id: '3', emailAddress: 'dora@example.com', user: { verified: false } };
    expect(await post(CREATE, { input })).toMatchObject(data({ createCustomer: made }));
    expect(await post(CREATE, { input })).toMatchObject(data({ createCustomer: conflict }));
    const confirmed = { input: { ...input, emailAddress: 'ede@example.com' }, password: 'a-password' };
    expect(await post(CREATE, confirmed)).toMatchObject(data({ createCustomer: { id: '4', user: { verified: true } } }));
    expect(changes).toEqual(['3', '4'].map((id) => ({ type: 'customer', id, what: 'created' })));
  });

  it('is hidden by its deletion, which frees its address and leaves its orders', async () => {
    await start();
    const remove = (id: string) => post(`mutation { deleteCustomer(id: "${id}") { result message } }`);
    expect(await remove('1')).toMatchObject(data({ deleteCustomer: { result: 'DELETED', message: null } }));
    expect(await post('{ customer(id: "1") { id } customers { totalItems } }')).toMatchObject(
      data({ customer: null, customers: { totalItems: 1 } }),
    );
    expect(await post('{ orders { items { customer { id emailAddress } } } }')).toMatchObject(
      data({ orders: { items: [{ customer: { id: '1', emailAddress: 'ada@example.com' } }] } }),
    );
    expect(await remove('9')).toMatchObject(unknown);
    expect((await remove('1')).body).toMatchObject({ errors: [{ extensions: { code: 'ENTITY_NOT_FOUND' } }] });
    const input = { firstName: 'Ada', lastName: 'again', emailAddress: 'ada@example.com' };
    expect(await post(CREATE, { input })).toMatchObject(data({ createCustomer: { id: '3' } }));
    expect(changes.map(({ what }) => what)).toEqual(['deleted', 'created']);
  });
});

describe('without the permission', () => {
  const asked: [string, string, object][] = [
    ['UpdateCustomer', NOTE, { input: { id: '1', note: 'x', isPublic: false } }],
    ['UpdateCustomer', 'mutation { deleteCustomerNote(id: "1") { result } }', {}],
    ['UpdateCustomer', UPDATE, { input: { id: '1', firstName: 'x' } }],
    ['CreateCustomer', CREATE, { input: { firstName: 'x', lastName: 'y', emailAddress: 'z@example.com' } }],
    ['DeleteCustomer', 'mutation { deleteCustomer(id: "1") { result } }', {}],
  ];
  it.each(asked)('%s nothing is done, nor for nobody', async (permission, query, variables) => {
    await start({ permissions: (['CreateCustomer', 'UpdateCustomer', 'DeleteCustomer'] as const).filter((one) => one !== permission) });
    const forbidden = refused('FORBIDDEN', 'You are not currently authorized to perform this action');
    expect(await post(query, variables)).toMatchObject(forbidden);
    expect(await post(query, variables, 'no:key')).toMatchObject(forbidden);
    expect(changes).toEqual([]);
  });
});
