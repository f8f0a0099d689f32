// Which pages may open a connection.
import { mayOpen } from '../../../gateway/subscriptions/origin';

it.each([
  [{}, true],
  [{ origin: 'http://graph.example.com:4000', host: 'graph.example.com:4000' }, true],
  [{ origin: 'https://desk.example.com', host: 'graph.example.com' }, true],
  [{ origin: 'https://evil.example.net', host: 'graph.example.com' }, false],
  [{ origin: 'http://graph.example.com:4001', host: 'graph.example.com:4000' }, false],
  [{ origin: 'null', host: 'null' }, false],
  [{ origin: 'https://evil.example.net' }, false],
])('%j: %s', (headers, expected) => {
  expect(mayOpen(headers, ['https://desk.example.com'])).toBe(expected);
});
