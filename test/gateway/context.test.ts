import { EVERYBODY } from '../../platform/request/caller';
import { closeContext, createContext, frameOf } from '../../gateway/context';

const TIMEOUT_MS = 10_000;
const leftMs = (headers: Record<string, string | string[] | undefined>): number =>
  createContext(headers, TIMEOUT_MS).deadlineAt - Date.now();

describe('the context of a request', () => {
  it('has as much time as the client leaves, and never more than there is', () => {
    expect(leftMs({ 'x-deadline-ms': '500' })).toBeLessThanOrEqual(500);
    expect(leftMs({ 'x-deadline-ms': '500' })).toBeGreaterThan(450);
    expect(leftMs({ 'x-deadline-ms': '0.5' })).toBeLessThanOrEqual(1);
    for (const patience of ['60000', 'Infinity', '0', '-1', 'soon', '', undefined]) {
      const left = leftMs({ 'x-deadline-ms': patience });
      expect(left).toBeGreaterThan(TIMEOUT_MS - 100);
      expect(left).toBeLessThanOrEqual(TIMEOUT_MS);
    }
  });

  it('is patient until the deadline', async () => {
    const { patience } = createContext({ 'x-deadline-ms': '20' }, TIMEOUT_MS);
    expect(patience.isOver).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(patience.isOver).toBe(true);
  });

  it('gives up what is read for a client that has gone, and not what is changed', async () => {
    const [answered, gone, changing] = [0, 1, 2].map(() => createContext({ 'x-deadline-ms': '30' }, TIMEOUT_MS));
    if (answered === undefined || gone === undefined || changing === undefined) throw new Error('three were made');
    closeContext(answered, true);
    closeContext(gone, false);
    changing.client.changes = true;
    closeContext(changing, false);
    expect([answered, gone, changing].map(({ client, patience }) => [client.isGone, patience.isOver])).toEqual([
      [false, false],
      [true, true],
      [true, false],
    ]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    // No timer is left of the first; the changes have their deadline.
    expect([answered, changing].map(({ patience }) => patience.isOver)).toEqual([false, true]);
  });

  it('takes over a sane id of the client’s, and no other', () => {
    expect(createContext({ 'x-request-id': 'client-request_1' }, TIMEOUT_MS).requestId).toBe('client-request_1');
    for (const id of ['short', 'a'.repeat(65), 'ada@example.com', 'line\nbreak', ['one-request', 'two-request'], undefined]) {
      expect(createContext({ 'x-request-id': id }, TIMEOUT_MS).requestId).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('has those of the client’s headers that are to go on, and no others', () => {
    const headers = { authorization: 'secret', cookie: 'a=1', 'x-tenant': ['a', 'b'] };
    expect(createContext(headers, TIMEOUT_MS).forwardedHeaders).toEqual({});
    expect(createContext(headers, TIMEOUT_MS, { forward: ['authorization', 'x-tenant', 'x-gone'] }).forwardedHeaders).toEqual({
      authorization: 'secret',
      'x-tenant': 'a, b',
    });
  });

  it('is a scope of its own, whatever id it has', () => {
    const [first, second] = [1, 2].map(() => createContext({ 'x-request-id': 'client-request_1' }, TIMEOUT_MS));
    expect(first?.scopeId).not.toBe(second?.scopeId);
  });

  it.each([
    ['on', true],
    ['true', true],
    ['1', true],
    ['off', false],
    [undefined, false],
  ])('reports its cost when asked by %s', (text, report) => {
    expect(createContext({ 'x-customer-graph-report': text }, TIMEOUT_MS).report).toBe(report);
  });
});

describe('the frame for the subgraphs', () => {
  it.each([
    ['batch', 'batch'],
    ['service', 'service'],
    [undefined, 'interactive'],
    ['urgent', 'interactive'],
  ])('is in the hurry that the client says: %s', (text, priority) => {
    expect(frameOf(createContext({ 'x-priority': text }, 1_000)).priority).toBe(priority);
  });

  it('leaves time for their partial answer', () => {
    const context = createContext({ 'x-request-id': 'client-request_1' }, 1_000);
    context.plannedSubgraphs = ['crm'];
    const { deadlineMs, ...rest } = frameOf(context);
    const { scopeId } = context;
    expect(rest).toEqual({ requestId: 'client-request_1', scopeId, caller: EVERYBODY, askedSubgraphs: ['crm'], priority: 'interactive' });
    expect(deadlineMs).toBeLessThanOrEqual(950);
    expect(deadlineMs).toBeGreaterThan(900);
    expect(frameOf(createContext({ 'x-deadline-ms': '10' }, 1_000)).deadlineMs).toBe(1);
  });
});
