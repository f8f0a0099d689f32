import { createLag } from '../../../sandbox/http/lag';

interface Item {
  id: string;
  name: string;
}

const idOf = ({ id }: Item): string => id;

it('shows a change to searches only when the lag has passed', () => {
  const lag = createLag<Item>(60);
  const [before, after] = [
    { id: '1', name: 'old' },
    { id: '1', name: 'new' },
  ];
  lag.changed('1', before);
  expect(lag.indexed([after], idOf)).toEqual([before]);
  lag.setSeconds(0);
  expect(lag.indexed([after], idOf)).toEqual([after]);
});

it('hides a new record, also when it is changed again before it was ever indexed', () => {
  const lag = createLag<Item>(60);
  const first = { id: '1', name: 'first' };
  lag.changed('1', null);
  expect(lag.indexed([first], idOf)).toEqual([]);
  lag.changed('1', first);
  expect(lag.indexed([{ id: '1', name: 'second' }], idOf)).toEqual([]);
});
