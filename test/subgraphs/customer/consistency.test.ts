import { toConsistency } from '../../../subgraphs/customer/consistency';
import { ANCHOR, evidenceOf, keysOf, linked, someone } from './answers';

const crm = (parts: Parameters<typeof someone>[1]) => evidenceOf('CRM', [linked(someone(ANCHOR, parts))]);
const billing = (parts: Parameters<typeof someone>[1]) => evidenceOf('BILLING', [linked(someone('stripe:customer:a', parts))]);
const keys = keysOf([someone(ANCHOR)]);

test('the worked example: 120 employees in the CRM, 100 in billing, 120 chosen', () => {
  const { score, meanAbsoluteDifference, fields } = toConsistency(keys, {
    CRM: crm({ employees: 120 }),
    BILLING: billing({ employees: 100 }),
  });
  expect(meanAbsoluteDifference).toBeCloseTo(0.083, 3);
  expect(score).toBeCloseTo(0.917, 3);
  expect(fields).toMatchObject([
    {
      field: 'employees',
      compared: 2,
      values: [
        { value: '120', distance: 0 },
        { record: { id: 'stripe:customer:a' }, value: '100' },
      ],
    },
  ]);
  expect(fields[0]?.values[1]?.distance).toBeCloseTo(0.167, 3);
});

test('what only one source knows is not compared; nothing to compare is no score', () => {
  expect(toConsistency(keys, { CRM: crm({ employees: 120, jobTitle: 'Analyst' }), BILLING: billing({}) })).toEqual({
    score: null,
    meanAbsoluteDifference: null,
    fields: [],
  });
  const twins = evidenceOf('CRM', [linked(someone(ANCHOR, { employees: 1 })), linked(someone('hubspot:contact:2', { employees: 9 }))]);
  expect(toConsistency(keys, { CRM: twins }).score).toBeNull();
});

test('spelling is no difference', () => {
  const { score } = toConsistency(keys, {
    CRM: crm({ fullName: 'Jürgen Müller', company: 'Acme GmbH', language: 'de-DE', taxId: 'DE 123 456 789' }),
    BILLING: billing({ fullName: 'Mueller, Juergen', company: 'ACME', language: 'de', taxId: 'DE123456789' }),
  });
  expect(score).toBe(1);
});

test('a tax id nobody agrees on is measured against the most believed one', () => {
  const { fields } = toConsistency(keys, { CRM: crm({ taxId: '1' }), BILLING: billing({ taxId: '2' }) });
  expect(fields).toMatchObject([{ field: 'taxId', difference: 0.5, compared: 2 }]);
});

test('sets are compared with all that is known', () => {
  const { fields } = toConsistency(keys, { CRM: crm({ email: 'ada@example.com' }), BILLING: billing({ email: 'ada@other.example' }) });
  expect(fields).toMatchObject([{ field: 'emails', difference: 0.5 }]);
});
