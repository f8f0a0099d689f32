import fc from 'fast-check';
import type { ConsentPoint } from '../../../platform/record';
import { linkedRecords } from '../../../subgraphs/customer/linked-records';
import { toPermissions } from '../../../subgraphs/customer/permissions';
import type { EvidenceByDomain } from '../../../subgraphs/customer/inputs';
import { ANCHOR, evidenceOf, keysOf, linked, someone } from './answers';

function consent(status: ConsentPoint['status'], parts: Partial<ConsentPoint> = {}): ConsentPoint {
  return { channel: 'EMAIL', purpose: 'marketing', status, address: null, at: null, ...parts };
}

/** One record a list of consents: the first is the anchor's. */
function permissionsOf(consents: readonly (readonly ConsentPoint[])[], more: EvidenceByDomain = {}) {
  const people = consents.map((own, index) =>
    someone(index === 0 ? ANCHOR : `klaviyo:profile:${index}`, { email: `ada${index}@example.com`, consents: [...own] }),
  );
  const evidence = {
    MARKETING: evidenceOf(
      'MARKETING',
      people.map((person) => linked(person)),
    ),
    ...more,
  };
  return toPermissions(linkedRecords(keysOf(people.slice(0, 1)), evidence), evidence);
}

it('takes the most restrictive of all records, and shows the conflict', () => {
  const [permission, ...others] = permissionsOf([
    [consent('GRANTED', { address: 'ada0@example.com', at: '2026-05-01T00:00:00.000Z' })],
    [consent('REVOKED', { address: 'ada1@example.com', at: '2025-01-01T00:00:00.000Z' })],
  ]);
  expect(others).toEqual([]);
  expect(permission).toMatchObject({ channel: 'EMAIL', purpose: 'marketing', status: 'REVOKED', conflict: true, grantedFor: [] });
  expect(permission?.consents.map(({ status, record }) => [status, record.id])).toEqual([
    ['REVOKED', 'klaviyo:profile:1'],
    ['GRANTED', ANCHOR],
  ]);
});

it('is no conflict where everybody says no, or one was never asked', () => {
  expect(permissionsOf([[consent('REVOKED')], [consent('DENIED')], [consent('UNKNOWN')]])).toMatchObject([
    { status: 'REVOKED', conflict: false },
  ]);
});

it('allows the addresses that consent was given for, and no other', () => {
  const [permission] = permissionsOf([[consent('GRANTED', { address: 'ada0@example.com' })], [consent('UNKNOWN')], []]);
  expect(permission).toMatchObject({ status: 'GRANTED', conflict: false, grantedFor: ['ada0@example.com'] });
});

it("means all of its own record's addresses where it names none", () => {
  const [permission] = permissionsOf([[], [consent('GRANTED')]]);
  expect(permission?.grantedFor).toEqual(['ada1@example.com']);
});

it('says unknown where nobody asked, and nothing where nobody speaks of it', () => {
  expect(permissionsOf([[consent('UNKNOWN')]])).toMatchObject([{ status: 'UNKNOWN', grantedFor: [], conflict: false }]);
  expect(permissionsOf([[], []])).toEqual([]);
});

it('keeps channels and purposes apart, channels in a fixed order', () => {
  const found = permissionsOf([
    [consent('REVOKED', { channel: 'SMS' }), consent('GRANTED', { purpose: 'newsletter' }), consent('DENIED', { purpose: 'invoices' })],
  ]);
  expect(found.map(({ channel, purpose, status }) => `${channel} ${purpose} ${status}`)).toEqual([
    'EMAIL invoices DENIED',
    'EMAIL newsletter GRANTED',
    'SMS marketing REVOKED',
  ]);
});

it('says when a source that could have said no is missing', () => {
  expect(permissionsOf([[consent('GRANTED')]])[0]?.complete).toBe(true);
  expect(permissionsOf([[consent('GRANTED')]], { SALES: null })[0]?.complete).toBe(false);
  expect(permissionsOf([[consent('GRANTED')]], { SALES: evidenceOf('SALES', [], ['shopify']) })[0]?.complete).toBe(false);
});

it('is never made more permissive by another record', () => {
  const status = fc.constantFrom<ConsentPoint['status']>('GRANTED', 'DENIED', 'REVOKED', 'UNKNOWN');
  const allows = (statuses: readonly ConsentPoint['status'][]): boolean =>
    permissionsOf(statuses.map((one) => [consent(one)]))[0]?.status === 'GRANTED';
  fc.assert(
    fc.property(
      fc.array(status, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('REVOKED' as const, 'DENIED' as const),
      (statuses, no) => {
        expect(allows([...statuses, no])).toBe(false);
        expect(allows([...statuses].reverse())).toBe(allows(statuses));
      },
    ),
  );
});
