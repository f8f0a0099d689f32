// What a definition is, in twelve letters: whatever is declared of it, the text of its functions included. A run that began under
// another version is never decided by this one.
import { createHash } from 'node:crypto';

/** Parts in a fixed order. */
export function versionOf(parts: readonly unknown[]): string {
  const text = parts.map((part) => (typeof part === 'function' ? part.toString() : (JSON.stringify(part) ?? ''))).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
