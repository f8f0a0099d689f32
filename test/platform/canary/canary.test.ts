// A canary over time: what it keeps, what it says, and when it looks.
import { createCanary, type Canary } from '../../../platform/canary/canary';
import type { Identifier } from '../../../platform/connector';
import { UpstreamError } from '../../../platform/errors';
import { createSourceWatch } from '../../../platform/loader/source-watch';
import type { LogFields } from '../../../platform/log';
import { person } from '../identity/people';
import { fakeConnector } from '../loader/fake-source';
import { until } from '../../support/until';

const ADA = person('acme:user:501', { email: 'ada@example.com' });
const IDENTIFIERS: Identifier[] = [
  { by: 'id', value: ADA.id },
  { by: 'email', value: 'ada@example.com' },
];

const open: Canary[] = [];
afterEach(() => open.splice(0).forEach((canary) => canary.close()));

function canaryOver({ identifiers = IDENTIFIERS, everySeconds = 3_600 } = {}) {
  const connector = fakeConnector([ADA]);
  // Of an address in capitals it makes the same.
  const { find } = connector;
  connector.find = (asked, call) =>
    find(
      asked.map(({ by, value }) => ({ by, value: value.toLowerCase() })),
      call,
    );
  const watch = createSourceWatch('acme', () => null);
  const said: [string, string, LogFields | undefined][] = [];
  const log = {
    info: (message: string, fields?: LogFields) => void said.push(['info', message, fields]),
    warn: (message: string, fields?: LogFields) => void said.push(['warn', message, fields]),
    error: () => undefined,
  };
  const canary = createCanary({ source: 'acme', variable: 'ACME_CANARY', connector, identifiers, watch, log, everySeconds });
  open.push(canary);
  return { connector, canary, watch, said };
}

describe('a canary', () => {
  it('has looked at nothing at first, and everything is asked as usual', async () => {
    const { canary, connector } = canaryOver();
    expect(canary.of('email')).toEqual({ status: 'UNCHECKED', checkedAt: null, note: null });
    expect(canary.of('phone')).toEqual({ status: 'UNCHECKED', checkedAt: null, note: 'ACME_CANARY names none' });
    expect(canary.supports('email')).toBe(true);
    await canary.check();
    expect(canary.of('email')).toEqual({ status: 'SUPPORTED', checkedAt: expect.stringMatching(/Z$/), note: null });
    expect(canary.of('phone').status).toBe('UNCHECKED');
    expect(connector.asked.length).toBeGreaterThan(0);
  });

  it('asks nothing without an identifier, checked or started', async () => {
    const { canary, connector } = canaryOver({ identifiers: [] });
    canary.start();
    await canary.check();
    expect(connector.asked).toEqual([]);
    expect(canary.supports('id')).toBe(true);
  });

  it('tells a failure once, and once that it is over', async () => {
    const { canary, connector, said } = canaryOver();
    await canary.check();
    expect(said).toEqual([]);
    connector.failure = ({ by }) => (by === 'email' ? new UpstreamError('acme', 'UPSTREAM_TIMEOUT') : undefined);
    await canary.check();
    // Not to be reached is no verdict.
    expect(canary.of('email')).toMatchObject({ status: 'SUPPORTED', note: 'could not be asked: UPSTREAM_TIMEOUT' });
    connector.failure = undefined;
    connector.records = [{ ...ADA, emails: [] }];
    await canary.check();
    await canary.check();
    expect(canary.supports('email')).toBe(false);
    expect(canary.supports('id')).toBe(true);
    connector.failure = new UpstreamError('acme', 'UPSTREAM_UNAVAILABLE');
    await canary.check();
    expect(canary.of('email')).toMatchObject({ status: 'UNSUPPORTED', note: 'could not be asked: UPSTREAM_UNAVAILABLE' });
    connector.failure = undefined;
    connector.records = [ADA];
    await canary.check();
    expect(canary.supports('email')).toBe(true);
    expect(said).toEqual([
      [
        'warn',
        'a look-up is not supported: it is not asked until it works again',
        { source: 'acme', cause: 'email: does not find the canary record, which is found by id' },
      ],
      ['info', 'a look-up works again', { source: 'acme', cause: 'email' }],
    ]);
    expect(JSON.stringify(said)).not.toContain('ada');
  });

  it('is one look at a time, and shows in the health of its source', async () => {
    const { canary, connector, watch } = canaryOver();
    expect(watch.health()).toBe('UNKNOWN');
    await Promise.all([canary.check(), canary.check()]);
    const once = connector.asked.length;
    expect(watch.health()).toBe('UP');
    await canary.check();
    expect(connector.asked).toHaveLength(2 * once);
  });

  it('looks again and again once started, and never after its end', async () => {
    const { canary, connector } = canaryOver({ everySeconds: 0.02 });
    canary.start();
    canary.start();
    await until(() => connector.asked.filter(([one]) => one?.value === ADA.id).length >= 3, 5_000);
    canary.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const asked = connector.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(connector.asked).toHaveLength(asked);
  });

  it('forgets what it learns while it ends', async () => {
    const { canary, connector } = canaryOver();
    let go = (): void => undefined;
    connector.gate = new Promise((resolve) => (go = resolve));
    const looking = canary.check();
    canary.close();
    go();
    await looking;
    expect(canary.of('email').status).toBe('UNCHECKED');
  });
});
