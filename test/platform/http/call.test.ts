import { unhurried } from '../../../platform/http/call';
import { testCall } from '../../support/call';

it('is not given up with the one who began it, and keeps their books and their hurry', () => {
  const patience = new AbortController();
  const call = testCall(patience.signal);
  const shared = unhurried({ ...call, priority: 'batch' });
  patience.abort();
  shared.sent(1, false);
  expect({ aborted: shared.signal.aborted, priority: shared.priority, sent: call.sentCount }).toEqual({
    ...{ aborted: false, priority: 'batch', sent: 1 },
  });
  expect(unhurried(call).priority).toBe('interactive');
});
