// How personal values look to those who may not see them.
import { randomBytes } from 'node:crypto';
import { maskedBy, maskedText } from '../../../gateway/authorisation/mask';

const key = randomBytes(32);
const text = { nullable: true, isText: true };

test.each([
  ['ada.mensah@example.com', 'a***@example.com'],
  ['+49 30 901867', '+49 *** 67'],
  ['+4930901867', '+49 *** 67'],
  ['Mensah', 'M***'],
  ['Ada Mensah', '***'],
  ['Al', '***'],
  ['4111', '***'],
  ['see me @ noon', '***'],
  ['', '***'],
])('%j is shown as %j', (given, shown) => {
  expect(maskedText(given)).toBe(shown);
});

test('a list is masked item by item', () => {
  expect(maskedBy('masked', key, text)(['ada@x.example', null])).toEqual(['a***@x.example', null]);
});

test('a hash is the same for the same value and key, and another for all others', () => {
  const hash = maskedBy('hash', key, text);
  expect(hash('ada')).toBe(hash('ada'));
  expect(hash('ada')).toMatch(/^[\w-]{16}$/);
  expect(new Set([hash('ada'), hash('Ada'), maskedBy('hash', randomBytes(32), text)('ada')]).size).toBe(3);
});

test('what is no text, and what is to be null, is null where that is allowed', () => {
  expect(maskedBy('null', key, text)('ada')).toBeNull();
  expect(maskedBy('null', key, { ...text, nullable: false })('ada')).toBe('***');
  expect(maskedBy('masked', key, { nullable: true, isText: false })({ deep: 'ada' })).toBeNull();
  expect(maskedBy('hash', key, { nullable: false, isText: false })('19.90')).toBe('***');
});
