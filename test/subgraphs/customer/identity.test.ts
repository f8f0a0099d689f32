import { toIdentity } from '../../../subgraphs/customer/identity';
import { toConsistency } from '../../../subgraphs/customer/consistency';
import { linkedRecords } from '../../../subgraphs/customer/linked-records';
import { toRecords } from '../../../subgraphs/customer/records';
import { ANCHOR, candidate, evidenceOf, keysOf, linked, someone } from './answers';

const ada = someone(ANCHOR, { fullName: 'Ada Lovelace' });
const keys = keysOf([ada]);
const crm = evidenceOf('CRM', [linked(ada)]);
const user = linked(someone('zendesk:user:7'), { confidence: 0.85 });
const customer = linked(someone('stripe:customer:a'), { confidence: 0.9 });

test('links with the anchor first, candidates with the likeliest first, confidence of the weakest link', () => {
  const support = evidenceOf('SUPPORT', [user, candidate('zendesk:user:9', 0.5), candidate('zendesk:user:8', 0.6)]);
  const identity = toIdentity(keys, { SUPPORT: support, BILLING: evidenceOf('BILLING', [customer]), CRM: crm });
  expect(identity).toMatchObject({ status: 'LINKED', confidence: 0.85, movedTo: null });
  expect(identity.links.map(({ record, decision }) => [record.id, decision])).toEqual([
    [ANCHOR, 'ANCHOR'],
    ['stripe:customer:a', 'LINK'],
    ['zendesk:user:7', 'LINK'],
  ]);
  expect(identity.candidates.map(({ record }) => record.id)).toEqual(['zendesk:user:8', 'zendesk:user:9']);
  expect(toRecords(keys, { SUPPORT: support, CRM: crm })[1]).toEqual({
    id: 'zendesk:user:7',
    source: 'zendesk',
    type: 'user',
    url: 'https://app.example/zendesk:user:7',
  });
});

test('the anchor is a link even when its own domain failed, or does not exist', () => {
  for (const evidence of [{ CRM: null, SUPPORT: evidenceOf('SUPPORT', [user]) }, { SUPPORT: evidenceOf('SUPPORT', [user]) }]) {
    const identity = toIdentity(keys, evidence);
    expect(identity.links[0]).toMatchObject({ record: { id: ANCHOR }, decision: 'ANCHOR', confidence: 1 });
    expect(identity.status).toBe('LINKED');
  }
});

test('a sibling known from the look-up stays while its source is missing, and goes when its domain knows better', () => {
  const withSibling = keysOf([ada, someone('hubspot:contact:2')]);
  const ids = (evidence: Parameters<typeof toIdentity>[1]): string[] =>
    toIdentity(withSibling, evidence).links.map(({ record }) => record.id);
  expect(ids({ CRM: null })).toEqual([ANCHOR, 'hubspot:contact:2']);
  expect(ids({ CRM: evidenceOf('CRM', [], ['hubspot']) })).toEqual([ANCHOR, 'hubspot:contact:2']);
  expect(ids({ CRM: crm })).toEqual([ANCHOR]);
  expect(ids({ CRM: evidenceOf('CRM', [linked(ada), candidate('hubspot:contact:2', 0.6)], ['hubspot']) })).toEqual([ANCHOR]);
});

test.each([
  ['SINGLE', keys, { CRM: crm, SUPPORT: evidenceOf('SUPPORT', []) }],
  ['ANCHOR_ONLY', keys, { CRM: crm, SUPPORT: null }],
  ['ANCHOR_ONLY', keys, { CRM: crm, SUPPORT: evidenceOf('SUPPORT', [], ['zendesk']) }],
  ['ANCHOR_ONLY', keys, {}],
  ['MOVED', { ...keys, movedFrom: 'hubspot:contact:0' }, { CRM: crm }],
] as const)('status %s', (status, known, evidence) => {
  const identity = toIdentity(known, evidence);
  expect(identity.status).toBe(status);
  expect(identity.movedTo).toBe(status === 'MOVED' ? ANCHOR : null);
});

test('a record that several domains have is one, and the most preferred domain’s', () => {
  const row = someone('sql:customer:5', { fullName: 'Ada Lovelace' });
  const evidence = {
    SUPPORT: evidenceOf('SUPPORT', [linked(row, { fromCache: true }), candidate('sql:customer:6', 0.6)]),
    SALES: evidenceOf('SALES', [linked(row, { fromCache: true }), candidate('sql:customer:6', 0.6)]),
    BILLING: evidenceOf('BILLING', [linked(row), candidate('sql:customer:6', 0.6)]),
    CRM: crm,
  };
  expect(linkedRecords(keys, evidence).map(({ domain, link }) => [domain, link.ref.id, link.fromCache])).toEqual([
    ['CRM', ANCHOR, false],
    ['BILLING', 'sql:customer:5', false],
  ]);
  const identity = toIdentity(keys, evidence);
  expect(identity.links).toHaveLength(2);
  expect(identity.candidates.map(({ record }) => record.id)).toEqual(['sql:customer:6']);
  // Two voices, and not four.
  const company = toConsistency(keys, { ...evidence, CRM: evidenceOf('CRM', [linked({ ...ada, company: 'Engines' })]) });
  expect(company.fields.map(({ field, compared, values }) => [field, compared, values.length])).toEqual([['name', 2, 2]]);
});
