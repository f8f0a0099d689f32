// What a real and a pretend Vendure are both asked, for their answers to be compared: filters and pages, and what is refused. Data only.

export interface Question {
  /** In words, for the report. */
  name: string;
  query: string;
  variables?: Readonly<Record<string, unknown>>;
  /** Left out = as who is logged in. */
  as?: 'nobody' | 'a stranger';
}

const CUSTOMERS = 'query($options: CustomerListOptions) { customers(options: $options) { totalItems items { id emailAddress } } }';
const list = (name: string, options: object): Question => ({ name, query: CUSTOMERS, variables: { options } });
const regex = '[^0-9]*';

export const QUESTIONS: readonly Question[] = [
  list('everybody', {}),
  list('addresses in', { filter: { emailAddress: { in: ['ada.mensah@example.com', 'bert@example.com', 'nobody@example.com'] } } }),
  list('addresses in another case', { filter: { emailAddress: { in: ['Ada.Mensah@Example.com'] } } }),
  list('a part of an address in another case', { filter: { emailAddress: { contains: 'MENSAH' } } }),
  list('wild cards', { filter: { lastName: { contains: 'M_ns%h' } } }),
  list('no addresses', { filter: { emailAddress: { in: [] } } }),
  list('strange ids', { filter: { id: { in: ['abc', "1' or 1=1", '1'] } } }),
  list('a number by its digits', { filter: { phoneNumber: { regex: ['3', '1', '2', '5', '0', '0', '1'].join(regex) } } }),
  list('several numbers', {
    filter: { _or: [{ phoneNumber: { regex: ['0', '0', '1'].join(regex) } }, { phoneNumber: { regex: ['5', '6', '7'].join(regex) } }] },
  }),
  list('nobody’s number', { filter: { phoneNumber: { isNull: true } } }),
  list('a custom field', { filter: { crmId: { in: ['501', '777'] } } }),
  list('a postal code of any address', { filter: { postalCode: { in: ['10115', 'SE1 4TW'] } } }),
  list('two fields', { filter: { firstName: { eq: 'Ada' }, lastName: { eq: 'Brown' } } }),
  list('two fields, either', { filter: { firstName: { eq: 'Ada' }, lastName: { eq: 'Brown' } }, filterOperator: 'OR' }),
  list('two fields of one entry of _or', { filter: { _or: [{ firstName: { eq: 'Ada' }, lastName: { eq: 'Brown' } }] } }),
  list('_and of _or', {
    filter: {
      _and: [{ _or: [{ firstName: { contains: 'a' } }, { lastName: { contains: 'x' } }] }, { _or: [{ lastName: { contains: 'e' } }] }],
    },
  }),
  list('sorted and paged', { sort: { lastName: 'DESC', id: 'ASC' }, skip: 1, take: 1 }),
  list('none to be taken', { take: 0 }),
  list('fewer than none', { take: -1, skip: -1 }),
  list('too many', { take: 1_001 }),
  list('too long a pattern', { filter: { phoneNumber: { regex: '1'.repeat(101) } } }),
  list('a costly pattern', { filter: { phoneNumber: { regex: '(a+)+' } } }),
  list('no pattern', { filter: { phoneNumber: { regex: '(' } } }),
  {
    name: 'orders of everybody, newest first, the placed ones',
    query: `{ customers { items { orders(options: { filter: { orderPlacedAt: { isNull: false }, type: { notEq: "Seller" } }, sort: { orderPlacedAt: DESC, id: DESC }, take: 2 }) {
      totalItems items { id state type active currencyCode totalWithTax shippingWithTax orderPlacedAt customFields { salesPerson }
        lines { quantity orderPlacedQuantity unitPriceWithTax linePriceWithTax productVariant { sku name } }
        fulfillments { state method trackingCode } payments { state amount refunds { state total reason lines { quantity } } } } } } } }`,
  },
  { name: 'carts', query: '{ orders(options: { filter: { active: { eq: true } } }) { totalItems items { id state orderPlacedAt } } }' },
  { name: 'what there is not', query: '{ order(id: "999") { id } customer(id: "999") { id } }' },
  {
    name: 'the shop',
    query:
      '{ globalSettings { serverConfig { moneyStrategyPrecision customFieldConfig { Customer { ... on CustomField { name type list } } Order { ... on CustomField { name type list } } } } } }',
  },
  { name: 'who am I', query: '{ me { identifier channels { code } } }' },
  { name: 'a field that there is not', query: '{ customers { items { nope } } }' },
  { name: 'no document', query: '{ customers' },
  { name: 'two operations', query: 'query A { me { id } } query B { me { id } }' },
  { name: 'a missing variable', query: 'query($take: Int!) { customers(options: { take: $take }) { totalItems } }' },
  { name: 'too long a body', query: '{ me { id } }', variables: { padding: 'x'.repeat(103_000) } },
  { name: 'nobody asks', query: '{ customers { totalItems } }', as: 'nobody' },
  { name: 'a stranger asks', query: '{ customers { totalItems } }', as: 'a stranger' },
  { name: 'nobody asks for the schema', query: '{ __type(name: "OrderCustomFields") { fields { name } } }', as: 'nobody' },
  { name: 'nobody asks who they are', query: '{ me { id } }', as: 'nobody' },
  {
    name: 'a wrong password',
    query: 'mutation { login(username: "superadmin", password: "no") { __typename ... on ErrorResult { errorCode message } } }',
    as: 'nobody',
  },
];
