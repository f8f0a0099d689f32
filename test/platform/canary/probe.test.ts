// What a check makes of each way a look-up can go wrong. The connectors are plain objects; no network is needed to lie.
import { probeLookups } from '../../../platform/canary/probe';
import type { Identifier, LookupBy, RecordSource } from '../../../platform/connector';
import { UpstreamError } from '../../../platform/errors';
import { testCall } from '../../support/call';
import { person } from '../identity/people';
import { fakeConnector } from '../loader/fake-source';

const ADA = person('acme:user:501', { email: 'ada@example.com', phone: '+4930901820' });
const BOB = person('acme:user:502', { email: 'bob@example.com' });
const BY_ID: Identifier = { by: 'id', value: ADA.id };
const BY_EMAIL: Identifier = { by: 'email', value: 'ada@example.com' };
const BY_PHONE: Identifier = { by: 'phone', value: '+4930901820' };

/** A source whose answers are decided one by one: undefined = the true one. */
function sourceThat(
  answer: (identifier: Identifier) => (typeof ADA)[] | Error | undefined,
  caseSensitive: readonly LookupBy[] = [],
): RecordSource & { asked: Identifier[][] } {
  const asked: Identifier[][] = [];
  return {
    asked,
    lookups: (['id', 'email', 'phone'] as const).map((by) => ({
      by,
      keysPerCall: 9,
      caseSensitive: caseSensitive.includes(by),
      lagSeconds: null,
    })),
    find: async (identifiers) => {
      asked.push([...identifiers]);
      return identifiers.map((identifier) => answer(identifier) ?? [ADA, BOB].filter((record) => holds(record, identifier)));
    },
  };
}

function holds(record: typeof ADA, { by, value }: Identifier): boolean {
  if (by === 'id') return record.id === value;
  return by === 'email'
    ? record.emails.some((email) => email.value === value.toLowerCase())
    : record.phones.some((phone) => phone.value === value);
}

const probe = (source: RecordSource, identifiers: readonly Identifier[]) => probeLookups(source, identifiers, testCall());

describe('a check of look-ups', () => {
  it('passes those that find the record, in either case, and nobody else', async () => {
    const source = sourceThat(() => undefined);
    await expect(probe(source, [BY_ID, BY_EMAIL, BY_PHONE])).resolves.toEqual([
      { by: 'id', outcome: 'SUPPORTED', note: null },
      { by: 'email', outcome: 'SUPPORTED', note: null },
      { by: 'phone', outcome: 'SUPPORTED', note: null },
    ]);
    // One question a call: three right ones, one in capitals, three that nobody has.
    expect(source.asked.map((identifiers) => identifiers.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(source.asked.flat()).toContainEqual({ by: 'email', value: 'ADA@example.com' });
  });

  it('looks the record up by its own id too, where that was not given', async () => {
    await expect(
      probe(
        sourceThat(() => undefined),
        [BY_EMAIL],
      ),
    ).resolves.toEqual([
      { by: 'email', outcome: 'SUPPORTED', note: null },
      { by: 'id', outcome: 'SUPPORTED', note: null },
    ]);
    const lost = sourceThat(({ by }) => (by === 'id' ? [] : undefined));
    await expect(probe(lost, [BY_EMAIL])).resolves.toMatchObject([
      { by: 'email', outcome: 'SUPPORTED' },
      { by: 'id', outcome: 'UNSUPPORTED', note: 'does not find the canary record, which is found by email' },
    ]);
  });

  it.each<[string, (identifier: Identifier) => (typeof ADA)[] | undefined, string]>([
    ['finds nobody', ({ by }) => (by === 'email' ? [] : undefined), 'does not find the canary record, which is found by id'],
    ['finds another', ({ by }) => (by === 'email' ? [BOB] : undefined), 'finds another record than by id'],
    ['tells case', ({ value }) => (value === 'ADA@example.com' ? [] : undefined), 'misses an address that is written in another case'],
    [
      'finds another in capitals',
      ({ value }) => (value === 'ADA@example.com' ? [BOB] : undefined),
      'misses an address that is written in another case',
    ],
    [
      'answers everybody',
      ({ by, value }) => (by === 'email' && value.includes('absent') ? [ADA, BOB] : undefined),
      'answers with records that were not asked for: its filter is ignored',
    ],
  ])('fails a look-up by address that %s, and that one alone', async (_, answer, note) => {
    await expect(probe(sourceThat(answer), [BY_ID, BY_EMAIL, BY_PHONE])).resolves.toEqual([
      { by: 'id', outcome: 'SUPPORTED', note: null },
      { by: 'email', outcome: 'UNSUPPORTED', note },
      { by: 'phone', outcome: 'SUPPORTED', note: null },
    ]);
  });

  it('lets a look-up tell case that is declared to', async () => {
    const source = sourceThat(({ value }) => (value === 'ADA@example.com' ? [] : undefined), ['email']);
    await expect(probe(source, [BY_ID, BY_EMAIL])).resolves.toMatchObject([{ outcome: 'SUPPORTED' }, { outcome: 'SUPPORTED' }]);
  });

  it('fails all of them where none finds the record', async () => {
    const gone = fakeConnector([BOB]);
    const note = 'finds nothing, nor does any other way: is the canary record still there?';
    await expect(probe(gone, [BY_ID, BY_EMAIL])).resolves.toEqual([
      { by: 'id', outcome: 'UNSUPPORTED', note },
      { by: 'email', outcome: 'UNSUPPORTED', note },
    ]);
  });

  // A vendor that ignores its filter, behind a connector that drops what was not asked for.
  it('notices records that the connector was handed and did not ask for', async () => {
    const source = sourceThat(() => undefined);
    const hiding: RecordSource = {
      ...source,
      find(identifiers, call) {
        if (identifiers.some(({ by, value }) => by === 'email' && value.includes('absent'))) call.unasked?.(2);
        return source.find(identifiers, call);
      },
    };
    await expect(probe(hiding, [BY_ID, BY_EMAIL])).resolves.toMatchObject([
      { outcome: 'SUPPORTED' },
      { outcome: 'UNSUPPORTED', note: expect.stringContaining('filter') },
    ]);
  });

  it('says nothing of what could not be asked', async () => {
    const denied = new UpstreamError('acme', 'UPSTREAM_DENIED');
    await expect(
      probe(
        sourceThat(({ by }) => (by === 'email' ? denied : undefined)),
        [BY_ID, BY_EMAIL],
      ),
    ).resolves.toEqual([
      { by: 'id', outcome: 'SUPPORTED', note: null },
      { by: 'email', outcome: 'UNTOLD', note: 'could not be asked: UPSTREAM_DENIED' },
    ]);
    const rejecting: RecordSource = { ...sourceThat(() => undefined), find: () => Promise.reject(new Error('a bug')) };
    await expect(probe(rejecting, [BY_ID])).resolves.toEqual([
      { by: 'id', outcome: 'UNTOLD', note: 'could not be asked: INTERNAL_SERVER_ERROR' },
    ]);
    // The further questions decide nothing where they fail.
    const flaky = sourceThat(({ value }) => (value.includes('absent') || value.startsWith('ADA') ? denied : undefined));
    await expect(probe(flaky, [BY_ID, BY_EMAIL])).resolves.toMatchObject([{ outcome: 'SUPPORTED' }, { outcome: 'SUPPORTED' }]);
  });
});
