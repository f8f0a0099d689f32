// How personal values look to those who may not see them: as much as tells people which of several it is, a stable stand-in, or nothing.
import { createHmac } from 'node:crypto';

export const MASKS = ['masked', 'hash', 'null'] as const;
export type Mask = (typeof MASKS)[number];

const HIDDEN = '***';

/**
 * Of a leaf, or a list of them. Only texts can be shown in part or hashed: a date or a document is null, and where that is not allowed it
 * is hidden, as texts are for which null is wanted. The key is that of this deployment's hashes.
 */
export function maskedBy(
  mask: Mask,
  key: Buffer,
  { nullable, isText }: { nullable: boolean; isText: boolean },
): (value: unknown) => unknown {
  const one = (value: unknown): unknown => {
    if (value === null || value === undefined) return value;
    if (Array.isArray(value)) return value.map(one);
    if (mask === 'null' || !isText) return HIDDEN;
    if (mask === 'hash') return hashOf(value, key);
    return typeof value === 'string' ? maskedText(value) : HIDDEN;
  };
  return nullable && (mask === 'null' || !isText) ? () => null : one;
}

/** `a***@example.com`, `+49 *** 67`, `A***`; of what is too short nothing is left. */
export function maskedText(text: string): string {
  const at = text.lastIndexOf('@');
  if (at > 0 && !/\s/.test(text)) return `${text.slice(0, 1)}${HIDDEN}${text.slice(at)}`;
  const digits = /^\+(\d{2})\d{4,}(\d{2})$/.exec(text.replace(/[\s()/-]/g, ''));
  if (digits !== null) return `+${digits[1] ?? ''} ${HIDDEN} ${digits[2] ?? ''}`;
  return /^\p{Letter}\S{2,}$/u.test(text) ? `${[...text][0] ?? ''}${HIDDEN}` : HIDDEN;
}

/** Equal values have equal hashes, here and now; elsewhere, and under another key, others. */
function hashOf(value: unknown, key: Buffer): string {
  return createHmac('sha256', key).update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}
