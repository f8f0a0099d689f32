// Holds a request's path, query and headers against an operation's parameters: none unknown, none missing, each of its type in
// the style it is written in (`ids=1,2`, `expand[]=a&expand[]=b`, `created[gte]=1`).
import type { Recorded } from '../traffic';
import type { Match, Operation, Parameter } from './description';
import { distance, type Fault, type Schemas } from './schemas';

/** The values that one parameter was sent with. */
interface Sent {
  /** What stands between the brackets of `created[gte]`; null = the bare name. */
  key: string | null;
  value: string;
}

/** @returns what is wrong with the parameters; none = nothing. */
export function parameterFaults(
  { operation, pathValues }: Match,
  { query, requestHeaders }: Pick<Recorded, 'query' | 'requestHeaders'>,
  schemas: Schemas,
): readonly Fault[] {
  const pairs = [...new URLSearchParams(query)];
  const ofQuery = operation.parameters.filter((one) => one.in === 'query');
  const unknown = pairs.flatMap(([name]) =>
    ofQuery.some((one) => belongs(one, name) !== null) ? [] : [{ where: name, what: 'is no parameter' }],
  );
  return [
    ...unknown,
    ...ofQuery.flatMap((one) =>
      valueFaults(
        one,
        pairs.flatMap(([name, value]) => toSent(belongs(one, name), value)),
        schemas,
      ),
    ),
    ...ofPlace(operation, 'path').flatMap((one) => valueFaults(one, toSent('', decode(pathValues[one.name])), schemas)),
    ...ofPlace(operation, 'header').flatMap((one) => valueFaults(one, toSent('', requestHeaders[one.name.toLowerCase()]), schemas)),
  ];
}

/** Credentials are not recorded, and the kind of content is the body's matter. */
function ofPlace({ parameters }: Operation, place: 'path' | 'header'): readonly Parameter[] {
  return parameters.filter((one) => one.in === place && !/^(authorization|content-type)$/i.test(one.name));
}

/** null = another parameter; '' = this one; else what its brackets hold, with the brackets. */
function belongs({ name, style }: Parameter, sent: string): string | null {
  if (sent === name) return '';
  return style === 'deepObject' && sent.startsWith(`${name}[`) && sent.endsWith(']') ? sent.slice(name.length) : null;
}

function toSent(key: string | null, value: string | undefined): Sent[] {
  if (key === null || value === undefined) return [];
  return [{ key: key === '' ? null : key.slice(1, -1), value }];
}

function decode(value: string | undefined): string | undefined {
  return value === undefined ? undefined : decodeURIComponent(value);
}

function valueFaults(parameter: Parameter, sent: readonly Sent[], schemas: Schemas): readonly Fault[] {
  const { name, required, schema } = parameter;
  if (sent.length === 0) return required ? [{ where: name, what: 'is missing' }] : [];
  const readings = readingsOf(parameter, sent);
  if (readings === null) return [{ where: name, what: 'is sent more than once' }];
  // A text may stand for a number or a truth value: it fits where one way to read it does.
  const faults = readings.map((value) => schemas.faults(schema ?? {}, value));
  const fewest = faults.sort((one, other) => distance(one) - distance(other))[0] ?? [];
  return fewest.map(({ where, what }) => ({ where: name + where, what }));
}

/** Every value that what was sent may mean; null where it was repeated and may not be. */
function readingsOf(
  { style = 'form', explode = style === 'form', in: place }: Parameter,
  sent: readonly Sent[],
): readonly unknown[] | null {
  const bare = sent.flatMap(({ key, value }) => (key === null ? [value] : []));
  if (style === 'deepObject' && bare.length === 0) {
    if (sent.every(({ key }) => /^\d*$/.test(key ?? ''))) return lists(sent.map(({ value }) => value));
    if (new Set(sent.map(({ key }) => key)).size < sent.length) return null;
    return objects(sent.map(({ key, value }) => [key ?? '', value]));
  }
  const [first = ''] = bare;
  if (bare.length > 1) return explode ? lists(bare) : null;
  // A list of one, or one value: the schema tells which.
  const inOne = place === 'header' || explode ? [first] : first.split(',');
  return [...scalars(first), ...lists(inOne)];
}

function scalars(text: string): readonly unknown[] {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  return [...(isNumber ? [Number(text)] : []), ...(text === 'true' || text === 'false' ? [text === 'true'] : []), text];
}

function lists(texts: readonly string[]): readonly unknown[] {
  return [texts.map((text) => scalars(text)[0]), texts];
}

function objects(pairs: readonly (readonly [string, string])[]): readonly unknown[] {
  return [Object.fromEntries(pairs.map(([name, text]) => [name, scalars(text)[0]])), Object.fromEntries(pairs)];
}
