// Vendure keeps a customer's number as it was typed. This writes the pattern that finds it in any spelling; pure.

/** Last digits that every spelling of a number has: no country code, no 0 of the country in front. */
const TAIL = 7;

/**
 * A regular expression for Vendure's `regex` operator that meets texts with the last digits of the number in a row, whatever
 * stands between them. It meets other numbers too: whoever asks holds the answers against the number. Written so that every
 * database reads it alike, and below the 100 characters that Vendure takes; '' for what has too few digits.
 */
export function phonePattern(e164: string): string {
  const digits = e164.replace(/\D/g, '');
  return digits.length < TAIL ? '' : digits.slice(-TAIL).split('').join('[^0-9]*');
}
