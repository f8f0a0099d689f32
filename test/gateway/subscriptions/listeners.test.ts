// Who hears of which change, and that nobody is told twice, or after they have left.
import { createListeners } from '../../../gateway/subscriptions/listeners';

const counted = () => {
  const listener = { count: 0, heard: () => void (listener.count += 1) };
  return listener;
};

it('tells those of the customer and of its records, each once', () => {
  const listeners = createListeners();
  const [both, record, other] = [counted(), counted(), counted()];
  listeners.add('a:b:1', both);
  listeners.add('c:d:2', both);
  listeners.add('c:d:2', record);
  listeners.add('e:f:3', other);
  listeners.tell({ ids: ['a:b:1', 'c:d:2'] });
  expect([both.count, record.count, other.count]).toEqual([1, 1, 0]);
  listeners.tell(null);
  expect([both.count, record.count, other.count]).toEqual([2, 2, 1]);
  listeners.remove(both);
  listeners.tell({ ids: ['a:b:1', 'c:d:2'] });
  expect([both.count, record.count, listeners.size()]).toEqual([2, 3, 2]);
});
