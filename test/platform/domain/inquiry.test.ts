import { createInquiry } from '../../../platform/domain/inquiry';
import { UpstreamError } from '../../../platform/errors';
import type { SharedRead } from '../../../platform/loader/shared-read';
import type { RequestScope } from '../../../platform/request/scope';
import { unsupportedRead } from '../../../platform/unsupported';
import { person } from '../identity/people';
import { fakeConnector, type FakeConnector } from '../loader/fake-source';
import { brokenAt, matchKeysOf, newScope, sourceOf, type FakeSource } from './fake-domain';

const ADA = person('zendesk:user:1', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
const TWIN = person('zendesk:user:2', { fullName: 'Ada Lovelace', email: 'ada@example.com' });

interface Child {
  id: string;
}

function inquiryOf(connector: FakeConnector, { scope = newScope(), mode = 'off' as const, maxAgeSeconds = null as number | null } = {}) {
  const source = sourceOf('zendesk', connector, mode);
  return { source, scope, inquiry: createInquiry('SUPPORT', [source], matchKeysOf([ADA], { maxAgeSeconds }), scope) };
}

/** Tickets by user; an Error stands for a read that fails. */
function ticketsOf(
  source: FakeSource,
  tickets: Record<string, Child[] | Error>,
): { read: SharedRead<readonly Child[]>; asked: (readonly string[])[] } {
  const asked: (readonly string[])[] = [];
  const read = source.cached<readonly Child[]>(
    'tickets',
    async (keys, call) => {
      asked.push(keys);
      call.sent(3, false);
      return keys.map((key) => tickets[key] ?? []);
    },
    30,
  );
  return { read, asked };
}

describe('an inquiry', () => {
  it('resolves once, whatever is selected', async () => {
    const connector = fakeConnector([ADA, TWIN]);
    const { inquiry, source } = inquiryOf(connector);
    const { read, asked } = ticketsOf(source, { [ADA.id]: [{ id: 'zendesk:ticket:1' }], [TWIN.id]: [{ id: 'zendesk:ticket:2' }] });
    const [records, evidence, first, second] = await Promise.all([
      inquiry.records(),
      inquiry.evidence(),
      inquiry.children(() => read),
      inquiry.children(() => read),
    ]);
    expect(records.linked.map(({ record }) => record.id)).toEqual([ADA.id, TWIN.id]);
    expect(evidence.records.map(({ ref }) => ref.id)).toEqual([ADA.id, TWIN.id]);
    expect(first.map(({ id }) => id)).toEqual(['zendesk:ticket:1', 'zendesk:ticket:2']);
    expect(second).toEqual(first);
    expect(connector.asked).toHaveLength(1);
    expect(asked).toEqual([[ADA.id, TWIN.id]]);
  });

  // A deal of two contacts that are one customer is one deal.
  it('has each child once, though several records have it', async () => {
    const { inquiry, source } = inquiryOf(fakeConnector([ADA, TWIN]));
    const shared = { id: 'zendesk:ticket:1' };
    const { read } = ticketsOf(source, { [ADA.id]: [shared], [TWIN.id]: [{ ...shared }, { id: 'zendesk:ticket:2' }] });
    await expect(inquiry.children(() => read)).resolves.toEqual([shared, { id: 'zendesk:ticket:2' }]);
  });

  it('knows nobody without being wrong, and fails where that would be a lie', async () => {
    await expect(inquiryOf(fakeConnector([])).inquiry.records()).resolves.toMatchObject({ linked: [], failures: [] });
    const broken = fakeConnector([]);
    broken.failure = new UpstreamError('zendesk', 'UPSTREAM_UNAVAILABLE');
    const { inquiry } = inquiryOf(broken);
    await expect(inquiry.records()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await expect(inquiry.evidence()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('names a failed source beside one that knows the customer', async () => {
    const broken = fakeConnector([]);
    broken.failure = new UpstreamError('intercom', 'UPSTREAM_UNAVAILABLE');
    const sources = [sourceOf('zendesk', fakeConnector([ADA])), sourceOf('intercom', broken)];
    const inquiry = createInquiry('SUPPORT', sources, matchKeysOf([ADA]), newScope());
    await expect(inquiry.evidence()).resolves.toMatchObject({
      domain: 'SUPPORT',
      missing: ['intercom'],
      records: [{ ref: { id: ADA.id } }],
    });
    await expect(inquiry.report()).resolves.toMatchObject({
      state: 'PARTIAL',
      error: 'UPSTREAM_UNAVAILABLE',
      sources: ['zendesk', 'intercom'],
    });
  });

  describe('of two sources, one of which fails,', () => {
    async function beside(failing: 'look-up' | 'read') {
      const intercom = person('intercom:contact:9', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
      const connectors = [fakeConnector([ADA]), fakeConnector([intercom])] as const;
      if (failing === 'look-up') connectors[1].failure = new UpstreamError('intercom', 'UPSTREAM_UNAVAILABLE');
      const sources = [sourceOf('zendesk', connectors[0]), sourceOf('intercom', connectors[1])] as const;
      const reads = {
        zendesk: ticketsOf(sources[0], { [ADA.id]: [{ id: 'zendesk:ticket:1' }] }).read,
        intercom: ticketsOf(sources[1], { [intercom.id]: new UpstreamError('intercom', 'UPSTREAM_TIMEOUT') }).read,
      };
      const inquiry = createInquiry('SUPPORT', sources, matchKeysOf([ADA]), newScope());
      return { inquiry, readOf: ({ name }: { name: string }) => (name === 'zendesk' ? reads.zendesk : reads.intercom) };
    }

    it.each(['look-up', 'read'] as const)('lists what the other has, names the failed one, and sums nothing (%s)', async (failing) => {
      const { inquiry, readOf } = await beside(failing);
      const [children, missing, sum] = await Promise.allSettled([inquiry.children(readOf), inquiry.missing(), inquiry.everyChild(readOf)]);
      expect(children).toEqual({ status: 'fulfilled', value: [{ id: 'zendesk:ticket:1' }] });
      expect(missing).toEqual({ status: 'fulfilled', value: ['intercom'] });
      expect(sum).toMatchObject({ status: 'rejected', reason: { source: 'intercom' } });
    });
  });

  it('fails where no source can give the children', async () => {
    const { inquiry, source } = inquiryOf(fakeConnector([ADA]));
    const { read } = ticketsOf(source, { [ADA.id]: new UpstreamError('zendesk', 'UPSTREAM_TIMEOUT') });
    await expect(inquiry.children(() => read)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    await expect(inquiry.missing()).resolves.toEqual(['zendesk']);
  });

  it('does not answer who wants children live from what another took from the cache', async () => {
    const connector = fakeConnector([ADA]);
    const source = sourceOf('zendesk', connector, 'full');
    const { read, asked } = ticketsOf(source, { [ADA.id]: [] });
    const ask = (scope: RequestScope, maxAgeSeconds: number | null): Promise<Child[]> =>
      createInquiry('SUPPORT', [source], matchKeysOf([ADA], { maxAgeSeconds }), scope).children(() => read);
    await ask(newScope(), null);
    const scope = newScope();
    await ask(scope, null);
    expect(asked).toHaveLength(1);
    await ask(scope, 0);
    expect(asked).toHaveLength(2);
  });

  it('books the age of cached children', async () => {
    const source = sourceOf('zendesk', fakeConnector([ADA]));
    const scope = newScope();
    const read: SharedRead<readonly Child[]> = { load: async () => ({ value: [], fetchedAt: Date.now() - 20_000, fromCache: true }) };
    await createInquiry('SUPPORT', [source], matchKeysOf([ADA]), scope).children(() => read);
    expect(scope.ledger.drain()['zendesk']?.ageSeconds).toBe(20);
  });
});

describe('of a source that cannot be looked up', () => {
  const elsewhere = person('intercom:contact:9', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
  const mailed = person('hubspot:contact:1', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
  const broken = () => brokenAt(sourceOf('zendesk', fakeConnector([])), 'email');
  const byPhone = () => sourceOf('zendesk', fakeConnector([], ['phone']));
  const knowing = () => sourceOf('intercom', fakeConnector([elsewhere]));
  const inquiryOver = (...sources: FakeSource[]) => createInquiry('SUPPORT', sources, matchKeysOf([mailed]), newScope());

  it('nobody is a failure where the look-up failed its canary', async () => {
    const inquiry = inquiryOver(broken());
    await expect(inquiry.records()).rejects.toMatchObject({ code: 'LOOKUP_UNSUPPORTED', source: 'zendesk' });
    await expect(inquiry.evidence()).rejects.toMatchObject({ code: 'LOOKUP_UNSUPPORTED' });
    await expect(inquiry.missing()).resolves.toEqual(['zendesk']);
    await expect(inquiry.report()).resolves.toMatchObject({ state: 'UNSUPPORTED', error: 'LOOKUP_UNSUPPORTED', sources: ['zendesk'] });
  });

  it('the other’s records are a part, with the source named, and no sum', async () => {
    const inquiry = inquiryOver(broken(), knowing());
    await expect(inquiry.evidence()).resolves.toMatchObject({ missing: ['zendesk'], records: [{ ref: { id: elsewhere.id } }] });
    await expect(inquiry.everySource()).rejects.toMatchObject({ code: 'LOOKUP_UNSUPPORTED' });
    await expect(inquiry.report()).resolves.toMatchObject({ state: 'PARTIAL', error: 'LOOKUP_UNSUPPORTED' });
  });

  it('nobody is no failure where it has no such look-up, and is told all the same', async () => {
    const inquiry = inquiryOver(byPhone());
    await expect(inquiry.records()).resolves.toMatchObject({ linked: [] });
    await expect(inquiry.evidence()).resolves.toMatchObject({ missing: ['zendesk'], records: [] });
    await expect(inquiry.missing()).resolves.toEqual(['zendesk']);
    await expect(inquiry.report()).resolves.toMatchObject({ state: 'UNSUPPORTED', error: 'UPSTREAM_UNSUPPORTED', sources: [] });
  });

  it('the same beside one that has: a part where it knows them, and nothing to go by where it does not', async () => {
    const partial = inquiryOver(byPhone(), knowing());
    await expect(partial.everySource()).rejects.toMatchObject({ code: 'UPSTREAM_UNSUPPORTED', source: 'zendesk' });
    await expect(partial.report()).resolves.toMatchObject({ state: 'PARTIAL', error: 'UPSTREAM_UNSUPPORTED', sources: ['intercom'] });
    const nobody = inquiryOver(byPhone(), sourceOf('intercom', fakeConnector([])));
    await nobody.records();
    await expect(nobody.report()).resolves.toMatchObject({ state: 'UNSUPPORTED', error: 'UPSTREAM_UNSUPPORTED', sources: ['intercom'] });
  });
});

describe('a report', () => {
  it('is NOT_CONFIGURED without a source, and NOT_ASKED where nothing was', async () => {
    await expect(createInquiry('SUPPORT', [], matchKeysOf([ADA]), newScope()).report()).resolves.toEqual({
      ...{ domain: 'SUPPORT', state: 'NOT_CONFIGURED', sources: [], ageSeconds: null, latencyMs: null, error: null },
    });
    const connector = fakeConnector([ADA]);
    await expect(inquiryOf(connector).inquiry.report()).resolves.toMatchObject({ state: 'NOT_ASKED', sources: [], ageSeconds: null });
    expect(connector.asked).toEqual([]);
  });

  it('is OK when it was live, and waits for what siblings began', async () => {
    const { inquiry, source } = inquiryOf(fakeConnector([ADA]));
    const { read } = ticketsOf(source, {});
    const [report] = await Promise.all([inquiry.report(), inquiry.records().then(() => inquiry.children(() => read))]);
    expect(report).toMatchObject({ state: 'OK', sources: ['zendesk'], ageSeconds: 0, error: null });
    expect(report.latencyMs).toBeGreaterThanOrEqual(0);
  });

  it('is CACHED when nothing of it was live', async () => {
    const source = sourceOf('zendesk', fakeConnector([ADA]), 'full');
    const ask = () => createInquiry('SUPPORT', [source], matchKeysOf([ADA]), newScope());
    await ask().records();
    const inquiry = ask();
    await inquiry.records();
    await expect(inquiry.report()).resolves.toMatchObject({ state: 'CACHED', error: null });
  });

  it('is PARTIAL when a part of it failed', async () => {
    const { inquiry, source } = inquiryOf(fakeConnector([ADA]));
    const { read } = ticketsOf(source, { [ADA.id]: new UpstreamError('zendesk', 'UPSTREAM_RATE_LIMITED') });
    const [report, children] = await Promise.allSettled([inquiry.report(), inquiry.children(() => read)]);
    expect(children).toMatchObject({ status: 'rejected', reason: { code: 'UPSTREAM_RATE_LIMITED' } });
    expect(report).toMatchObject({ value: { state: 'PARTIAL', error: 'UPSTREAM_RATE_LIMITED' } });
  });

  it('is UNSUPPORTED where a source has no way to tell, but never hides a failure behind that', async () => {
    const unsupported = unsupportedRead<readonly Child[]>('zendesk');
    const { inquiry, source } = inquiryOf(fakeConnector([ADA]));
    const read = source.cached('comments', unsupported, 30);
    const [report, children, missing] = await Promise.allSettled([inquiry.report(), inquiry.children(() => read), inquiry.missing()]);
    expect(children).toMatchObject({ status: 'rejected', reason: { code: 'UPSTREAM_UNSUPPORTED' } });
    expect(report).toMatchObject({ value: { state: 'UNSUPPORTED', error: 'UPSTREAM_UNSUPPORTED' } });
    expect(missing).toMatchObject({ value: ['zendesk'] });

    const failing = inquiryOf(fakeConnector([ADA]));
    const comments = failing.source.cached('comments', unsupported, 30);
    const { read: tickets } = ticketsOf(failing.source, { [ADA.id]: new UpstreamError('zendesk', 'UPSTREAM_DENIED') });
    const reads = [failing.inquiry.children(() => comments), failing.inquiry.children(() => tickets)];
    const [failed] = await Promise.allSettled([failing.inquiry.report(), ...reads]);
    expect(failed).toMatchObject({ value: { state: 'PARTIAL', error: 'UPSTREAM_DENIED' } });
  });

  it.each([
    ['FAILED', new UpstreamError('zendesk', 'UPSTREAM_DENIED'), 'UPSTREAM_DENIED'],
    ['TIMEOUT', new UpstreamError('zendesk', 'UPSTREAM_TIMEOUT'), 'UPSTREAM_TIMEOUT'],
    ['FAILED', new Error('a bug'), 'INTERNAL_SERVER_ERROR'],
  ])('is %s with %s', async (state, failure, error) => {
    const connector = fakeConnector([ADA]);
    connector.failure = failure;
    const { inquiry } = inquiryOf(connector);
    const [report] = await Promise.all([inquiry.report(), inquiry.records().catch(() => undefined)]);
    expect(report).toMatchObject({ state, error, sources: ['zendesk'] });
  });

  it('is TIMEOUT for a source that hangs, at the deadline', async () => {
    const connector = fakeConnector([ADA]);
    connector.gate = new Promise(() => undefined);
    const { inquiry } = inquiryOf(connector, { scope: newScope(40) });
    const [report] = await Promise.all([inquiry.report(), inquiry.records().catch(() => undefined)]);
    expect(report).toMatchObject({ state: 'TIMEOUT', error: 'UPSTREAM_TIMEOUT' });
  });
});
