// What to ask the other domains for, so that they find their records of a customer. Everything found this way is only then
// judged by score.ts: a look-up finds, it does not link.
import type { Identifier } from '../connector';
import { isBlockedEmail, isRoleMailbox } from './email';
import type { MatchProfile } from './match-keys';
import { phoneVariants } from './phone';

/**
 * The identifiers of a customer to look up, each once, strongest first: records whose ids the profiles store (`id`), records
 * that store the profiles' ids, former ones too (`externalId`), email addresses, phone numbers, other ways to write those numbers.
 * Addresses that identify nobody are left out. A person's role mailbox (`info@`) is looked up only where there is no address
 * of their own: it can find a candidate, and costs a crowd. Gmail's other spellings are not guessed: there are too many.
 */
export function identifiersOf(profiles: readonly MatchProfile[]): Identifier[] {
  const emails = profiles.flatMap((profile) => profile.emails.map(({ value }) => ({ value, kind: profile.kind })));
  const usable = emails.filter(({ value }) => !isBlockedEmail(value));
  const own = usable.filter(({ value, kind }) => kind === 'ORGANIZATION' || !isRoleMailbox(value));
  const phones = profiles.flatMap((profile) => profile.phones.map(({ value }) => value));

  const found: Identifier[] = [
    ...profiles.flatMap((profile) => profile.externalIds).map((value): Identifier => ({ by: 'id', value })),
    ...profiles.flatMap(idsOf).map((value): Identifier => ({ by: 'externalId', value })),
    ...(own.length > 0 ? own : usable).map(({ value }): Identifier => ({ by: 'email', value })),
    ...phones.map((value): Identifier => ({ by: 'phone', value })),
    ...phones.flatMap(phoneVariants).map((value): Identifier => ({ by: 'phone', value })),
  ];
  return [...new Map(found.map((identifier) => [identifierKey(identifier), identifier])).values()];
}

/** Every id that others may know a record by: its own, then those of records merged into it. */
export function idsOf({ record, formerIds = [] }: MatchProfile): string[] {
  return [record, ...formerIds];
}

/** One text per identifier, `by:value`: a key for maps inside a process, never for logs or caches. */
export function identifierKey(identifier: Identifier): string {
  return `${identifier.by}:${identifier.value}`;
}

/** The identifier that `identifierKey` made the text from; throws for a text it did not make. */
export function toIdentifier(key: string): Identifier {
  const cut = key.indexOf(':');
  const by = key.slice(0, cut);
  if (by !== 'id' && by !== 'email' && by !== 'phone' && by !== 'externalId') throw new Error('a key that names no way to look up');
  return { by, value: key.slice(cut + 1) };
}
