import fc from 'fast-check';
import { createEnvelope } from '../../../platform/cache/envelope';
import { createProcessSecret, parseCacheKeys } from '../../../platform/cache/keys';
import { randomBytes } from 'node:crypto';

const secret = createProcessSecret();
const { seal, open } = createEnvelope([secret]);
const text = Buffer.from('ada@example.com');

test('gives back what was sealed, for the same name only', () => {
  expect(open('a', seal('a', text))).toEqual(text);
  expect(open('b', seal('a', text))).toBeUndefined();
});

test('shows no plaintext and never the same bytes twice', () => {
  const sealed = seal('a', text);
  expect(sealed.includes('ada')).toBe(false);
  expect(sealed.equals(seal('a', text))).toBe(false);
});

test('cut anywhere, or with any bit flipped, it opens as nothing', () => {
  const sealed = seal('a', text);
  for (let length = 0; length < sealed.length; length += 1) expect(open('a', sealed.subarray(0, length))).toBeUndefined();
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(open('a', changed)).toBeUndefined();
  }
});

test('garbage opens as nothing and never throws', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => open('a', Buffer.from(bytes)) === undefined));
});

test('the first key seals, all open, an unknown one does not', () => {
  const [newKey, oldKey] = [`new:${randomBytes(32).toString('base64')}`, `old:${randomBytes(32).toString('base64')}`];
  const envelopeOf = (keys: string) => createEnvelope(parseCacheKeys(keys).secrets);
  const both = envelopeOf(`${newKey},${oldKey}`);
  expect(both.open('a', envelopeOf(oldKey).seal('a', text))).toEqual(text);
  expect(envelopeOf(newKey).open('a', both.seal('a', text))).toEqual(text);
  expect(envelopeOf(oldKey).open('a', both.seal('a', text))).toBeUndefined();
});

test('an id taken over by another key opens nothing', () => {
  expect(createEnvelope([{ ...createProcessSecret(), id: secret.id }]).open('a', seal('a', text))).toBeUndefined();
});
