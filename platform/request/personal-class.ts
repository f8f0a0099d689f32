// The classes of personal data, as `@pii` names them, and the scope that shows each. Which fields hold what is the supergraph's to say.

/** The classes of the house, as scopes name them. */
export const CLASSES = ['CONTACT', 'IDENTITY', 'FINANCIAL', 'FREE_TEXT'] as const;
export type PersonalClass = (typeof CLASSES)[number];

/** The scope without which a class is masked: `pii:free-text`. */
export function scopeOf(personal: PersonalClass): string {
  return `pii:${personal.toLowerCase().replace('_', '-')}`;
}
