import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { ANONYMOUS, EVERYBODY } from '../../../platform/request/caller';
import { UpstreamError } from '../../../platform/errors';
import { createPatience } from '../../../platform/request/patience';
import { createScopeRegistry, type RequestScope } from '../../../platform/request/scope';

const frame = (scopeId: string, deadlineMs = 5_000) => ({
  requestId: 'same',
  scopeId,
  deadlineMs,
  caller: EVERYBODY,
  askedSubgraphs: ['crm'],
});

afterEach(() => jest.useRealTimers());

describe('the scopes of a subgraph', () => {
  it('are one a request, whatever id the client gave it', () => {
    const scopes = createScopeRegistry();
    const first = scopes.of(frame('a'));
    expect(scopes.of(frame('a', 100))).toBe(first);
    expect(scopes.of(frame('b'))).not.toBe(first);
    expect(first).toMatchObject({ requestId: 'same', scopeId: 'a', askedSubgraphs: ['crm'] });
    expect(first.deadlineAt - Date.now()).toBeGreaterThan(4_000);
    scopes.close();
  });

  it('are never those of another caller', () => {
    const scopes = createScopeRegistry();
    const known = scopes.of(frame('a'));
    const stranger = scopes.of({ ...frame('a'), caller: { ...ANONYMOUS, purpose: 'support' } });
    expect(stranger).not.toBe(known);
    expect([known.caller, stranger.caller.purpose]).toEqual([EVERYBODY, 'support']);
    expect(stranger.onceInProcess).not.toBe(known.onceInProcess);
    scopes.close();
  });

  it('are forgotten at the deadline', async () => {
    const scopes = createScopeRegistry();
    const first = scopes.of(frame('a', 20));
    await pause(60);
    expect(scopes.of(frame('a', 20))).not.toBe(first);
    scopes.close();
  });

  it('are forgotten, with their timers, when the subgraph closes', () => {
    // Counted among this test's own timers: the process has others, which come and go.
    jest.useFakeTimers();
    const scopes = createScopeRegistry();
    const first = scopes.of(frame('a'));
    expect(jest.getTimerCount()).toBeGreaterThan(0);
    scopes.close();
    expect(jest.getTimerCount()).toBe(0);
    expect(scopes.of(frame('a'))).not.toBe(first);
    scopes.close();
  });
});

describe('a fetch that is given up', () => {
  it('ends the request, which begins anew where it comes again', async () => {
    const scopes = createScopeRegistry();
    const fetch = createPatience();
    const key = {};
    const given = await new Promise<RequestScope>((resolve) => {
      void scopes.during(frame('a'), fetch, (scope) => {
        resolve(scope);
        return new Promise(() => undefined);
      });
    });
    const made = given.onceInProcess(key, () => ({}));
    const waiting = given.untilDeadline('crm', new Promise(() => undefined));
    expect(given.patience.isOver).toBe(false);
    fetch.end();
    await expect(waiting).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect({ isOver: given.patience.isOver, isGivenUp: given.isGivenUp }).toEqual({ isOver: true, isGivenUp: true });
    const again = scopes.of(frame('a'));
    expect(again).not.toBe(given);
    expect(again.patience.isOver).toBe(false);
    expect(again.onceInProcess(key, () => ({}))).not.toBe(made);
    scopes.close();
  });

  it('ends nothing while another fetch is under way, or when it was answered', async () => {
    const scopes = createScopeRegistry();
    const [one, other, answered] = [createPatience(), createPatience(), createPatience()];
    const endless = () => new Promise(() => undefined);
    void scopes.during(frame('a'), one, endless);
    void scopes.during(frame('a'), other, endless);
    await scopes.during(frame('a'), answered, () => Promise.resolve());
    const { patience } = scopes.of(frame('a'));
    answered.end();
    one.end();
    expect(patience.isOver).toBe(false);
    other.end();
    expect(patience.isOver).toBe(true);
    scopes.close();
  });

  it('is no failure at the deadline: nobody has gone', async () => {
    const scopes = createScopeRegistry();
    const scope = scopes.of(frame('a', 20));
    await new Promise<void>((resolve) => scope.patience.onceOver(resolve));
    expect(scope.isGivenUp).toBe(false);
    scopes.close();
  });
});

describe('a scope', () => {
  it('makes a thing once, by text or by object', () => {
    const scopes = createScopeRegistry();
    const scope = scopes.of(frame('a'));
    const make = jest.fn(() => ({}));
    const key = {};
    expect(scope.once('a', make)).toBe(scope.once('a', make));
    expect(scope.once(key, make)).toBe(scope.once(key, make));
    expect(scope.once('b', () => undefined)).toBe(scope.once('b', make));
    expect(make).toHaveBeenCalledTimes(2);
    scopes.close();
  });

  it('passes on answers and failures in time, and leaves no timer behind', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const scopes = createScopeRegistry();
    const scope = scopes.of(frame('a'));
    const before = jest.getTimerCount();
    await expect(scope.untilDeadline('crm', Promise.resolve(1))).resolves.toBe(1);
    await expect(scope.untilDeadline('crm', Promise.reject(new UpstreamError('crm', 'UPSTREAM_DENIED')))).rejects.toMatchObject({
      code: 'UPSTREAM_DENIED',
    });
    await turn();
    expect(jest.getTimerCount()).toBe(before);
    expect(scope.ledger.drain()['crm']?.error).toBe('UPSTREAM_DENIED');
    expect(scope.givenUp('crm')).toBeUndefined();
    scopes.close();
  });

  it('waits no longer than the deadline, once a source', async () => {
    const scopes = createScopeRegistry();
    const scope = scopes.of(frame('a', 30));
    const started = performance.now();
    await expect(scope.untilDeadline('crm', pause(5_000, undefined, { ref: false }))).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
      source: 'crm',
    });
    expect(performance.now() - started).toBeLessThan(500);
    expect(scope.givenUp('crm')).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(scope.ledger.drain()['crm']?.error).toBe('UPSTREAM_TIMEOUT');
    // Whoever comes later does not wait at all.
    await expect(scope.untilDeadline('billing', pause(5_000, undefined, { ref: false }))).rejects.toMatchObject({ source: 'billing' });
    scopes.close();
  });
});
