import fc from 'fast-check';
import { ANONYMOUS, EVERYBODY } from '../../../platform/request/caller';
import { fromHeaders, ownFrame, toHeaders } from '../../../platform/request/headers';
import { PRIORITIES } from '../../../platform/request/priority';

const FRAME = { requestId: 'request-1', scopeId: 'scope-1', deadlineMs: 900, caller: EVERYBODY, askedSubgraphs: ['crm', 'billing'] };

const texts = fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 });
const callers = fc.record({
  kind: fc.constantFrom('anonymous' as const, 'person' as const, 'service' as const),
  subject: fc.option(fc.string({ unit: 'binary' })),
  scopes: texts,
  policies: texts,
  purpose: fc.option(fc.string()),
  unrestricted: fc.boolean(),
});

describe('the headers of a frame', () => {
  it('come back as they went', () => {
    const frames = fc.record({
      requestId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
      scopeId: fc.uuid(),
      deadlineMs: fc.integer({ min: 1, max: 300_000 }),
      askedSubgraphs: fc.array(fc.stringMatching(/^[a-z]{1,10}$/), { maxLength: 6 }),
      priority: fc.constantFrom(...PRIORITIES),
      caller: callers,
    });
    fc.assert(fc.property(frames, (frame) => expect(fromHeaders(toHeaders(frame))).toEqual(frame)));
  });

  it('are a person’s where they say nothing of a hurry, or nothing we know', () => {
    for (const priority of [undefined, 'batch!']) {
      expect(fromHeaders({ ...toHeaders(FRAME), 'x-priority': priority })?.priority).toBe('interactive');
    }
  });

  it('never ask for no time at all', () => {
    for (const deadlineMs of [0, -5, 0.2]) expect(fromHeaders(toHeaders({ ...FRAME, deadlineMs }))?.deadlineMs).toBe(1);
  });

  it.each([
    ['no id', { 'x-request-id': undefined }],
    ['an empty id', { 'x-request-id': '' }],
    ['an endless id', { 'x-request-id': 'a'.repeat(129) }],
    ['no scope', { 'x-request-scope': undefined }],
    ['no deadline', { 'x-deadline-ms': undefined }],
    ['a deadline in words', { 'x-deadline-ms': 'soon' }],
    ['a deadline in the past', { 'x-deadline-ms': '-1' }],
    // A timer of more than 2^31 ms would fire at once.
    ['a deadline in years', { 'x-deadline-ms': '99999999999' }],
  ])('are none with %s', (_, change) => {
    expect(fromHeaders({ ...toHeaders(FRAME), ...change })).toBeNull();
  });

  it('name nobody as the caller where they leave it out, and are none where it is not one', () => {
    const withCaller = (text: string | undefined) => ({ ...toHeaders(FRAME), 'x-caller': text });
    expect(fromHeaders(withCaller(undefined))?.caller).toEqual(ANONYMOUS);
    const almost = { ...EVERYBODY, more: true };
    for (const wrong of ['', 'e30', '!', Buffer.from(JSON.stringify(almost)).toString('base64url')]) {
      expect(fromHeaders(withCaller(wrong))).toBeNull();
    }
  });

  it('may leave out who is asked', () => {
    expect(fromHeaders({ ...toHeaders(FRAME), 'x-asked-subgraphs': undefined })?.askedSubgraphs).toEqual([]);
  });
});

test('a request without a frame gets one of its own', () => {
  expect(ownFrame('a')).toEqual({ requestId: 'a', scopeId: 'a', deadlineMs: 10_000, caller: ANONYMOUS, askedSubgraphs: [] });
});
