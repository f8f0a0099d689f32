// Stripe's answers held to made-up fixtures, and which of them are worth compiling.
import { replyFaults, toFixtures } from './replies';
import { createSamples } from './samples';

const FIXTURES = {
  customer: { id: 'cus_1', object: 'customer', email: null, balance: 0, address: { city: 'a' }, tags: ['a'] },
  charge: { id: 'ch_1', object: 'charge', customer: 'cus_1' },
  deleted_customer: { id: 'cus_1', object: 'customer', deleted: true },
};
const customer = { id: 'cus_2', object: 'customer', email: 'a', balance: 5, address: null, tags: [] };
const faults = (reply: unknown) => replyFaults(FIXTURES, reply).map(({ where, what }) => `${where}: ${what}`);

it('takes what has every field of its fixture, alone or in a list, expanded or gone', () => {
  expect(faults(customer)).toEqual([]);
  expect(faults({ id: 'cus_2', object: 'customer', deleted: true })).toEqual([]);
  expect(faults({ id: 'ch_2', object: 'charge', customer })).toEqual([]);
  expect(faults({ object: 'list', data: [customer], has_more: false, url: '/v1/customers' })).toEqual([]);
  expect(faults({ object: 'search_result', data: [customer], has_more: false, next_page: null, url: '/v1/customers/search' })).toEqual([]);
});

it.each([
  ['a field too few', { ...customer, email: undefined, balance: undefined }, ['/email: is missing', '/balance: is missing']],
  ['another kind', { ...customer, balance: '5' }, ['/balance: must be number']],
  ['another kind inside', { ...customer, address: { city: 5 } }, ['/address/city: must be string']],
  ['another kind in a list', { ...customer, tags: [5] }, ['/tags/*: must be string']],
  ['an unknown resource', { object: 'shoe' }, ['/object: names no resource of the vendor']],
  [
    'a fault in what was expanded',
    { id: 'ch_2', object: 'charge', customer: { ...customer, balance: null, tags: {} } },
    ['/customer/tags: must be array'],
  ],
  ['a list without its end', { object: 'list', data: [], url: '/' }, ['/has_more: must be boolean']],
  ['a list with more', { object: 'list', data: [], url: '/', has_more: false, count: 1 }, ['/count: is no field of a list']],
])('finds %s', (_, reply, findings) => {
  expect(faults(JSON.parse(JSON.stringify(reply)))).toEqual(findings);
});

it('leaves out the fields of fixtures that are known to be old, and notices when one is gone', () => {
  const file = { resources: { invoice: { id: 'in_1', subscription: null }, charge: { id: 'ch_1', refunds: {} } } };
  expect(toFixtures(file)).toEqual({ invoice: { id: 'in_1' }, charge: { id: 'ch_1' } });
  expect(() => toFixtures({ resources: { invoice: { id: 'in_1' } } })).toThrow('stripe: a known fault is gone, at invoice.subscription');
});

it('keeps of many answers those that show something new', () => {
  const samples = createSamples();
  samples.note({
    object: 'list',
    data: [customer, { ...customer, id: 'cus_3', balance: 7 }, { ...customer, email: null }],
    has_more: false,
    url: '/',
  });
  samples.note(customer);
  samples.note({ error: { type: 'card_error' } });
  samples.note('nothing');
  expect(samples.list().map(({ kind }) => kind)).toEqual(['customer', 'customer', 'list of customer', 'error']);
});
