// How many subscriptions there may be: of all, of a caller, on a connection; and that places are given back.
import { createPlaces } from '../../../gateway/subscriptions/places';

const limits = { LIMIT_SUBSCRIPTIONS: 4, LIMIT_CALLER_SUBSCRIPTIONS: 3, LIMIT_SOCKET_SUBSCRIPTIONS: 2 };

it('refuses whoever has enough, each in its own words', () => {
  const places = createPlaces(limits);
  const [one, two, three] = [{}, {}, {}];
  const leave = places.take('ada', one);
  places.take('ada', one);
  expect(() => places.take('ada', one)).toThrow('This connection has 2');
  places.take('ada', two);
  expect(() => places.take('ada', three)).toThrow('You have 3');
  places.take('ben', three);
  expect(() => places.take('cleo', {})).toThrow('no room');
  leave();
  expect(places.taken()).toBe(3);
  expect(() => places.take('ada', one)).not.toThrow();
});
