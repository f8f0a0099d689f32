import { createPhoneBook, writePhone } from '../../../sandbox/world/phone-numbers';
import { createRandom } from '../../../sandbox/world/random';

it.each(['US', 'DE', 'BR', 'JP', 'CN', 'GB'])('nobody in %s is given a number that somebody has, mobile or not', (country) => {
  const random = createRandom(3);
  const book = createPhoneBook(random, new Set());
  const numbers = Array.from({ length: 400 }, (_, index) => writePhone(book.issue(country, index % 2 === 0), 'plain', random));
  expect(new Set(numbers).size).toBe(numbers.length);
});
