// From events to what is kept and what is forgotten: ids alone, the same for the same, and nothing that looks like a person's address.
import { hint } from '../../../platform/exchange/hint';
import type { VendorEvent } from '../../../platform/webhooks/declaration';
import { invalidationsOf, toSeenEvents } from '../../../platform/webhooks/hints';

const NOW = Date.parse('2026-11-26T10:00:00Z');
const context = { source: 'crm', body: Buffer.from('a body'), secret: 's', now: NOW };
const event = (more: Partial<VendorEvent>): VendorEvent => ({
  ...{ id: 'e1', type: 'crm.contact.updated', at: null, records: ['crm:contact:1'] },
  ...more,
});

describe('events that are kept', () => {
  it('are one each, with a hint for each record', () => {
    const seen = toSeenEvents([event({ records: ['crm:contact:1', 'crm:contact:2', 'crm:contact:1'] }), event({})], context);
    expect(seen.map(({ id }) => id)).toEqual(['e1']);
    expect(seen[0]?.hints.map(({ cause, record, at }) => [cause, record, at])).toEqual(
      ['crm:contact:1', 'crm:contact:2'].map((record) => [`crm:e1:${record}`, record, '2026-11-26T10:00:00.000Z']),
    );
    for (const one of seen[0]?.hints ?? []) expect(hint.parse(one)).toEqual(one);
  });

  it('have the hash of their body for an id where the vendor gives none, which nobody can guess from', () => {
    const idOf = (more: Partial<typeof context>): string => toSeenEvents([event({ id: null })], { ...context, ...more })[0]?.id ?? '';
    expect(idOf({})).toBe(idOf({}));
    expect(idOf({ body: Buffer.from('another') })).not.toBe(idOf({}));
    expect(idOf({ secret: 'another' })).not.toBe(idOf({}));
    expect(idOf({})).toMatch(/^body:[\w-]{43}:0$/);
  });

  it('hold nothing that looks like an address, wherever it stands', () => {
    const seen = toSeenEvents([event({ id: 'of ada@example.com', records: ['crm:contact:ada@example.com'] })], context);
    expect(JSON.stringify(seen)).not.toContain('ada');
    expect(seen[0]?.hints[0]?.record).toBeNull();
  });

  it('name no record of another source', () => {
    expect(toSeenEvents([event({ records: ['erp:contact:1'] })], context)[0]?.hints[0]?.record).toBeNull();
  });
});

describe('what is forgotten', () => {
  it('is the records, and what leads to them', () => {
    expect(invalidationsOf([event({}), event({ id: 'e2' })], 'crm')).toEqual([{ records: ['crm:contact:1'] }]);
  });

  it('is the items and whose they are, and not what leads to those', () => {
    expect(invalidationsOf([event({ items: ['crm:deal:7'] })], 'crm')).toEqual([
      { records: ['crm:contact:1', 'crm:deal:7'], keepLinks: true },
    ]);
  });

  it('is the whole source where nobody is named', () => {
    expect(invalidationsOf([event({}), event({ records: [], items: ['crm:deal:7'] })], 'crm')).toEqual([{ source: 'crm' }]);
  });
});
