import fc from 'fast-check';
import { toProfile } from '../../../subgraphs/customer/profile';
import { ANCHOR, evidenceOf, keysOf, linked, NOW, someone } from './answers';

const anchor = someone(ANCHOR, {
  fullName: 'Ada Lovelace',
  email: 'ada@example.com',
  phones: [{ value: '+4930901820', primary: true, shared: false }],
  company: 'Acme',
  language: 'en',
  taxId: 'DE1',
  createdAt: '2024-05-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
});
const payer = someone('stripe:customer:a', {
  fullName: 'A. Lovelace',
  emails: [
    { value: 'ada@example.com', primary: false, verified: true },
    { value: 'billing.ada@example.com', primary: true, verified: true },
  ],
  addresses: [{ purpose: 'billing', line1: 'Main St 1', city: 'Berlin', postalCode: '10115', country: 'DE' }],
  company: 'Acme Inc',
  language: 'de',
  taxId: 'DE2',
  createdAt: '2023-05-01T00:00:00.000Z',
  updatedAt: '2026-02-01T00:00:00.000Z',
});
const user = someone('zendesk:user:7', {
  fullName: 'Ada',
  email: 'ada@example.com',
  language: 'de',
  updatedAt: '2026-03-01T00:00:00.000Z',
});
const evidence = {
  CRM: evidenceOf('CRM', [linked(anchor)]),
  BILLING: evidenceOf('BILLING', [linked(payer, { fetchedAt: '2026-11-22T11:00:00.000Z', fromCache: true })]),
  SUPPORT: evidenceOf('SUPPORT', [linked(user)]),
};
const keys = keysOf([anchor]);

test('the default policy believes the CRM, verified addresses, and nobody alone about a tax id', () => {
  expect(toProfile(keys, evidence, NOW)).toMatchObject({
    policy: 'DEFAULT',
    name: { full: 'Ada Lovelace' },
    primaryEmail: 'billing.ada@example.com',
    company: 'Acme',
    language: 'de',
    taxId: null,
    employees: null,
    createdAt: '2023-05-01T00:00:00.000Z',
    lastActivityAt: '2026-03-01T00:00:00.000Z',
  });
});

test('other policies choose otherwise', () => {
  expect(toProfile(keysOf([anchor], { policy: 'BILLING' }), evidence, NOW).name).toEqual({
    full: 'A. Lovelace',
    given: null,
    family: null,
  });
  expect(toProfile(keysOf([anchor], { policy: 'SUPPORT_DESK' }), evidence, NOW).name).toEqual({ full: 'Ada', given: null, family: null });
  const strict = toProfile(keysOf([anchor], { policy: 'STRICT' }), evidence, NOW);
  expect(strict).toMatchObject({ name: null, company: 'Acme', language: null });
  expect(strict.emails).toHaveLength(2);
});

test('contact points are united, with everyone who knows them, the primary one first', () => {
  const { emails, phones, addresses } = toProfile(keys, evidence, NOW);
  expect(emails.map(({ value, primary, verified, records }) => [value, primary, verified, records.map(({ id }) => id)])).toEqual([
    ['billing.ada@example.com', true, true, ['stripe:customer:a']],
    ['ada@example.com', false, true, [ANCHOR, 'stripe:customer:a', 'zendesk:user:7']],
  ]);
  expect(phones).toMatchObject([{ value: '+4930901820', primary: true, verified: null }]);
  expect(addresses).toMatchObject([{ city: 'Berlin', record: { id: 'stripe:customer:a' } }]);
});

test('provenance tells the record, the rule, the age, and what the others say', () => {
  const { provenance } = toProfile(keys, evidence, NOW);
  const of = (field: string) => provenance.find((entry) => entry.field === field);
  expect(of('name')).toMatchObject({
    rule: 'source-priority',
    chosenFrom: { id: ANCHOR },
    updatedAt: '2026-01-01T00:00:00.000Z',
    ageSeconds: 60,
  });
  expect(of('name')?.alternatives.map(({ value }) => value)).toEqual(['A. Lovelace', 'Ada']);
  expect(of('createdAt')).toMatchObject({ rule: 'oldest', chosenFrom: { id: 'stripe:customer:a' }, ageSeconds: 3600 });
  expect(of('taxId')).toMatchObject({ rule: 'agree-or-null', chosenFrom: null, updatedAt: null });
  expect(of('taxId')?.alternatives.map(({ value, distance }) => [value, distance])).toEqual([
    ['DE1', 0],
    ['DE2', 1],
  ]);
  expect(of('employees')).toBeUndefined();
});

test('the anchor speaks even when its domain failed', () => {
  const profile = toProfile(keys, { ...evidence, CRM: null }, NOW);
  expect(profile).toMatchObject({ name: { full: 'Ada Lovelace' }, company: 'Acme', phones: [{ value: '+4930901820' }] });
  expect(profile.provenance.find(({ field }) => field === 'name')).toMatchObject({ chosenFrom: { id: ANCHOR }, ageSeconds: 0 });
});

test('law: no contact point is ever lost, no value is made up, and exactly one is primary', () => {
  const value = fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example');
  const email = fc.record({ value, primary: fc.boolean(), verified: fc.constantFrom(true, false, null) });
  const people = fc.array(fc.tuple(fc.array(email, { maxLength: 3 }), fc.option(fc.constantFrom('Acme', 'Other'))), {
    minLength: 1,
    maxLength: 4,
  });
  const policy = fc.constantFrom('DEFAULT' as const, 'STRICT' as const, 'SUPPORT_DESK' as const, 'BILLING' as const);
  fc.assert(
    fc.property(people, policy, (list, named) => {
      const records = list.map(([emails, company], index) => someone(`stripe:customer:${index}`, { emails, company }));
      const profile = toProfile(
        keysOf(records, { policy: named }),
        {
          BILLING: evidenceOf(
            'BILLING',
            records.map((one) => linked(one)),
          ),
        },
        NOW,
      );
      const held = new Set(records.flatMap(({ emails }) => emails.map((point) => point.value)));
      expect(new Set(profile.emails.map((point) => point.value))).toEqual(held);
      expect(profile.emails.filter(({ primary }) => primary)).toHaveLength(held.size === 0 ? 0 : 1);
      expect([null, ...records.map(({ company }) => company)]).toContain(profile.company);
    }),
  );
});
