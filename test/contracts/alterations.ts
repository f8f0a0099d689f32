// Places in a vendor's answer, and what may stand there instead: the tools of the law of mappings. Knows no vendor; a value that
// the vendor would not send is refused by the connector's own schema.
import type { JsonValue } from '../../platform/record';

/** Stands for: the value is not there at all. */
export const NOTHING = Symbol('nothing');

type Step = string | number;

/** One value of an answer, or one list or object. */
export interface Place {
  /** As mappings write it: dots between names, `[]` behind a list. */
  path: string;
  steps: readonly Step[];
}

/**
 * All places of an answer but the answer itself, those inside others first; a list that holds something is told by what it holds.
 * The insides of `closed` paths are left out.
 */
export function placesIn(whole: JsonValue, closed: readonly string[] = []): Place[] {
  return placesFrom(whole, { path: '', steps: [] }, closed);
}

function placesFrom(value: JsonValue, { path, steps }: Place, closed: readonly string[]): Place[] {
  const within = (step: Step, item: JsonValue, name: string) => placesFrom(item, { path: name, steps: [...steps, step] }, closed);
  const inside = closed.includes(path)
    ? []
    : Array.isArray(value)
      ? value.flatMap((item, index) => within(index, item, `${path}[]`))
      : value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([name, item]) => within(name, item, path === '' ? name : `${path}.${name}`))
        : [];
  const own = steps.length > 0 && !(Array.isArray(value) && value.length > 0);
  return own ? [...inside, { path, steps }] : inside;
}

export function valueIn(whole: JsonValue, steps: readonly Step[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>((value, step) => inner(value, step), whole);
}

/** A copy with another value in one place. */
export function altered(whole: JsonValue, steps: readonly Step[], value: JsonValue | typeof NOTHING): JsonValue {
  const [step, ...further] = steps;
  if (step === undefined) return value === NOTHING ? null : value;
  const gone = further.length === 0 && value === NOTHING;
  if (Array.isArray(whole)) {
    return whole.flatMap((item, index) => (index !== step ? [item] : gone ? [] : [altered(item, further, value)]));
  }
  if (whole === null || typeof whole !== 'object') throw new Error(`no such place: ${String(step)}`);
  return Object.fromEntries(
    Object.entries(whole).flatMap(([name, item]) => (name !== step ? [[name, item]] : gone ? [] : [[name, altered(item, further, value)]])),
  );
}

function inner(value: JsonValue | undefined, step: Step): JsonValue | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  if (value === null || value === undefined || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
  return value[step];
}

/** What to try instead of a value. */
export function alterations(value: JsonValue | undefined): (JsonValue | typeof NOTHING)[] {
  const gone = [NOTHING, null] as const;
  if (typeof value === 'boolean') return [...gone, !value];
  // A sum, a count, or a time in seconds.
  if (typeof value === 'number') return [...gone, 0, value + 1, value * 2];
  if (typeof value === 'string') return [...gone, ...otherTexts(value)];
  return [...gone];
}

const YEAR_MS = 365 * 86_400_000;
const DAY = 'YYYY-MM-DD'.length;

function otherTexts(text: string): string[] {
  // As JSON has them, as a day, and as PostgreSQL writes them in UTC.
  const [, day, clock = ''] = /^(\d{4}-\d\d-\d\d)(?:$|[T ](.*))/.exec(text) ?? [];
  const time = day === undefined ? NaN : Date.parse(clock === '' ? day : text[DAY] === ' ' ? `${day}T${clock}Z` : text);
  const times = Number.isNaN(time) ? [] : [time - YEAR_MS, time + YEAR_MS].map((other) => new Date(other).toISOString());
  const [, before = '', digit] = /^(.*)(\d)$/s.exec(text) ?? [];
  return [
    '',
    `${text}x`,
    // Ids and numbers end in a digit; the last one of a phone number makes it another one of the same place.
    ...(digit === undefined ? [] : [`${before}${(Number(digit) + 1) % 10}`]),
    ...(/^-?\d+(\.\d+)?$/.test(text) ? ['0'] : []),
    ...(text === 'true' ? ['false'] : text === 'false' ? ['true'] : []),
    ...times.map((other) => (clock === '' ? other.slice(0, DAY) : text[DAY] === ' ' ? other.replace('T', ' ').replace('Z', '') : other)),
    // A mailbox of a function is an organisation's.
    ...(text.includes('@') ? [`other.${text}`, `info${text.slice(text.indexOf('@'))}`] : []),
    ...(/^[A-Z]{3}$/.test(text) ? ['JPY'] : /^[a-z]{3}$/.test(text) ? ['jpy'] : []),
  ];
}
