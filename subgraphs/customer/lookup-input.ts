// What the arguments of `customer`, `customers` and `customerMatches` ask for. Bad input gets an error that names the
// argument and says what to do; it never repeats the value.
import type { Identifier } from '../../platform/connector';
import { InputError } from '../../platform/errors';
import { normaliseEmail } from '../../platform/identity/email';
import { DEFAULT_VIEW_OPTIONS, type ViewOptions } from '../../platform/identity/match-keys';
import { normalisePhone } from '../../platform/identity/phone';
import { parseRecordId } from '../../platform/record';

type Given<T> = T | null | undefined;

const MOST_KEYS = 100;

/** The one look-up among `id`, `email`, `phone`; throws `InputError` for none, several, or a malformed one. */
export function toIdentifier(
  given: { id?: Given<string>; email?: Given<string>; phone?: Given<string> },
  phoneRegion: string | undefined,
): Identifier {
  const [by, value] = exactlyOne(given);
  return parseOne(by, value, by, phoneRegion);
}

/** The many look-ups among `ids`, `emails`, `phones`, in their order; throws `InputError` for more than 100 too. */
export function toIdentifiers(
  given: { ids?: Given<string[]>; emails?: Given<string[]>; phones?: Given<string[]> },
  phoneRegion: string | undefined,
): Identifier[] {
  const [argument, values] = exactlyOne(given);
  if (values.length > MOST_KEYS) throw new InputError(`"${argument}" takes at most ${MOST_KEYS} keys: ask in several queries.`);
  const by = argument === 'ids' ? 'id' : argument === 'emails' ? 'email' : 'phone';
  return values.map((value, index) => parseOne(by, value, `${argument}[${index}]`, phoneRegion));
}

/** The options with their defaults; throws `InputError` naming the one that is out of range. */
export function toViewOptions(
  given: Given<{
    policy?: Given<ViewOptions['policy']>;
    maxAgeSeconds?: Given<number>;
    depth?: Given<number>;
    minConfidence?: Given<number>;
  }>,
): ViewOptions {
  const policy = given?.policy ?? DEFAULT_VIEW_OPTIONS.policy;
  const maxAgeSeconds = given?.maxAgeSeconds ?? DEFAULT_VIEW_OPTIONS.maxAgeSeconds;
  const depth = given?.depth ?? DEFAULT_VIEW_OPTIONS.depth;
  const minConfidence = given?.minConfidence ?? DEFAULT_VIEW_OPTIONS.minConfidence;
  if (maxAgeSeconds !== null && maxAgeSeconds < 0) throw new InputError('"options.maxAgeSeconds" must be 0 or more.');
  if (depth !== 1 && depth !== 2) throw new InputError('"options.depth" must be 1 or 2.');
  if (minConfidence < 0.5 || minConfidence > 1) throw new InputError('"options.minConfidence" must be between 0.5 and 1.');
  return { policy, maxAgeSeconds, depth, minConfidence };
}

function exactlyOne<Name extends string, Value>(given: Partial<Record<Name, Given<Value>>>): [Name, Value] {
  const names = Object.keys(given) as Name[];
  const present = names.flatMap((name): [Name, Value][] => {
    const value = given[name];
    return value === null || value === undefined ? [] : [[name, value]];
  });
  const [first, second] = present;
  if (first === undefined) throw new InputError(`Give exactly one of ${quoted(names)}: none was given.`);
  if (second !== undefined)
    throw new InputError(`Give exactly one of ${quoted(names)}: ${quoted(present.map(([name]) => name))} were given.`);
  return first;
}

function parseOne(by: 'id' | 'email' | 'phone', value: string, argument: string, phoneRegion: string | undefined): Identifier {
  if (by === 'id') {
    if (parseRecordId(value) === null) throw new InputError(`"${argument}" is no record id: it takes the form source:type:id.`);
    return { by, value };
  }
  if (by === 'email') {
    const email = normaliseEmail(value);
    if (email === null) throw new InputError(`"${argument}" is no email address.`);
    return { by, value: email };
  }
  const phone = normalisePhone(value, phoneRegion);
  if (phone === null) throw new InputError(`"${argument}" is no phone number: use the international form, such as +49 30 901820.`);
  return { by, value: phone.e164 };
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
