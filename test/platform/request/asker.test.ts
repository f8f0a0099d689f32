import { askerOf, onBehalfOf } from '../../../platform/request/asker';
import { createPatience, ENDLESS } from '../../../platform/request/patience';
import { createWaiters } from '../../../platform/request/waiters';
import { newScope } from '../domain/fake-domain';

it('is a request: its books, its patience and its hurry', () => {
  const scope = newScope();
  const { ledger, patience } = scope;
  expect(askerOf(scope, 5)).toEqual({ maxAgeSeconds: 5, ledger, patience, priority: 'interactive' });
});

it('is several together: the books of the first, the patience and the hurry of all', () => {
  const [one, other] = [createPatience(), createPatience()];
  const first = { ...askerOf(newScope(), null), patience: one };
  const asker = onBehalfOf(first, createWaiters([first, { patience: other, priority: 'batch' }]));
  expect(asker).toMatchObject({ maxAgeSeconds: null, ledger: first.ledger, priority: 'interactive' });
  one.end();
  expect({ isOver: asker.patience.isOver, priority: asker.priority }).toEqual({ isOver: false, priority: 'batch' });
  other.end();
  expect(asker.patience.isOver).toBe(true);
  expect(ENDLESS.isOver).toBe(false);
});
