// Compiles a description's schemas with Ajv, references kept. OpenAPI 3.0 is brought into JSON Schema (`nullable`), and objects
// whose properties are told are closed: a field the description does not tell is one nobody can rely on.
import Ajv, { type ErrorObject } from 'ajv/dist/2019';
import addFormats from 'ajv-formats';
import { atPointer, isObject, type Json } from '../json';
import { anyPlace } from '../findings';

/** Where a value breaks its schema, and how; without the value. */
export interface Fault {
  where: string;
  what: string;
}

export interface Schemas {
  /** @returns the faults of a value under a schema of the description; none = it fits. */
  faults(schema: unknown, value: unknown): readonly Fault[];
}

/**
 * `whole`: an object by itself, closed. `part`: an alternative beside properties of the same object, open all the way down, since
 * the others bring more.
 */
type Place = 'whole' | 'part';

/** @param document the whole description: schemas refer into it. */
export function createSchemas(document: Json): Schemas {
  const ajv = new Ajv({ strict: false, allErrors: true, inlineRefs: false, validateSchema: false, logger: false, verbose: true });
  addFormats(ajv);
  for (const place of ['whole', 'part'] as const) ajv.addSchema({ ...toDocument(document, place), $id: place });
  const compiled = new Map<unknown, ReturnType<typeof ajv.compile>>();
  return {
    faults(schema, value) {
      const validate = compiled.get(schema) ?? ajv.compile(toJsonSchema(schema, 'whole', document));
      compiled.set(schema, validate);
      return validate(value) ? [] : distinct(faultsOf(validate.errors ?? []));
    },
  };

  /** Of alternatives none of which fits, the nearest alone tells what is wrong. */
  function faultsOf(errors: readonly ErrorObject[]): readonly Fault[] {
    const open = errors
      .filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
      .sort((one, other) => one.instancePath.length - other.instancePath.length)[0];
    if (open === undefined) return errors.map((error) => ({ where: anyPlace(error.instancePath), what: wordsOf(error) }));
    const place = anyPlace(open.instancePath);
    const others = errors.filter(
      ({ instancePath }) => instancePath !== open.instancePath && !instancePath.startsWith(`${open.instancePath}/`),
    );
    return [...nearest(open).map(({ where, what }) => ({ where: place + where, what })), ...faultsOf(others)];
  }

  function nearest({ schema, data, keyword, message = keyword }: ErrorObject): readonly Fault[] {
    const alternatives: readonly unknown[] = Array.isArray(schema) ? schema : [];
    const faults = alternatives.map((alternative) => {
      const validate = ajv.compile(isObject(alternative) ? alternative : {});
      return validate(data) ? [] : distinct(faultsOf(validate.errors ?? []));
    });
    const [fewest = []] = faults.sort((one, other) => distance(one) - distance(other));
    // More than one fits where only one may.
    return fewest.length > 0 ? fewest : [{ where: '', what: message }];
  }
}

/** How far off a value is, by its faults: one of another type is far, one for another kind of thing less so. */
export function distance(faults: readonly Fault[]): number {
  const weight = ({ where, what }: Fault): number => {
    if (/one of the allowed values/.test(what)) return 10;
    return where === '' && /^must be /.test(what) ? 100 : 1;
  };
  return faults.reduce((sum, fault) => sum + weight(fault), 0);
}

function wordsOf({ keyword, message = keyword, params }: { keyword: string; message?: string; params: Json }): string {
  const name = params['additionalProperty'] ?? params['unevaluatedProperty'];
  return typeof name === 'string' ? `field "${name}" is not described` : message;
}

function distinct(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}

/** Everything that may be referred to, as JSON Schema. */
function toDocument(document: Json, place: Place): Json {
  const walk = (value: unknown, isSchema: boolean): unknown => {
    if (isSchema) return toJsonSchema(value, place, document);
    if (Array.isArray(value)) return value.map((one) => walk(one, false));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name === 'schema')]));
  };
  const components = isObject(document['components']) ? document['components'] : {};
  const schemas = isObject(components['schemas']) ? components['schemas'] : {};
  return {
    paths: walk(document['paths'], false),
    components: {
      ...Object.fromEntries(Object.entries(components).map(([name, inner]) => [name, walk(inner, false)])),
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, toJsonSchema(schema, place, document)])),
    },
  };
}

function toJsonSchema(schema: unknown, place: Place, document: Json): Json {
  if (!isObject(schema)) return {};
  const { nullable, ...rest } = schema;
  const own = toOwnSchema(rest, place, document);
  return nullable === true ? { anyOf: [{ type: 'null' }, own] } : own;
}

function toOwnSchema(schema: Json, place: Place, document: Json): Json {
  const reference = schema['$ref'];
  // What stands beside a reference has no meaning in OpenAPI 3.0.
  if (typeof reference === 'string') return { $ref: `${place}${reference}` };
  const { properties, additionalProperties, items, not, anyOf, oneOf, ...rest } =
    schema['allOf'] === undefined ? schema : mergeAll(schema, document);
  const lists = { ...(Array.isArray(anyOf) ? { anyOf } : {}), ...(Array.isArray(oneOf) ? { oneOf } : {}) };
  const hasAlternatives = Object.keys(lists).length > 0;
  // Alternatives that stand alone are each whole.
  const isPutTogether = hasAlternatives && properties !== undefined;
  const inside = (inner: unknown, where: Place = place): Json => toJsonSchema(inner, where, document);
  return {
    ...rest,
    ...mapValues(lists, (members) => members.map((member) => inside(member, isPutTogether ? 'part' : place))),
    ...(isObject(properties) ? { properties: mapValues(properties, (one) => inside(one)) } : {}),
    ...(items === undefined ? {} : { items: inside(items) }),
    ...(not === undefined ? {} : { not: inside(not, 'part') }),
    ...(isObject(additionalProperties)
      ? { additionalProperties: inside(additionalProperties) }
      : { additionalProperties: additionalProperties ?? true }),
    ...(place === 'whole' && additionalProperties === undefined ? toClosed(properties, hasAlternatives) : {}),
  };
}

/** An object of which nothing is told may hold anything. */
function toClosed(properties: unknown, hasAlternatives: boolean): Json {
  if (!isObject(properties) || Object.keys(properties).length === 0) return { additionalProperties: true };
  return hasAlternatives ? { additionalProperties: true, unevaluatedProperties: false } : { additionalProperties: false };
}

/** One schema of what `allOf` puts together: closed ones cannot stand beside each other. */
function mergeAll({ allOf, ...own }: Json, document: Json): Json {
  const members = Array.isArray(allOf) ? allOf : [];
  return members.map((member) => resolved(member, document)).reduce(mergeTwo, own);
}

function resolved(schema: unknown, document: Json): Json {
  if (!isObject(schema)) return {};
  const reference = schema['$ref'];
  if (typeof reference === 'string') return resolved(atPointer(document, reference.slice(1)), document);
  return schema['allOf'] === undefined ? schema : mergeAll(schema, document);
}

function mergeTwo(one: Json, other: Json): Json {
  const required = [...toArray(one['required']), ...toArray(other['required'])];
  const left = isObject(one['properties']) ? one['properties'] : {};
  const right = isObject(other['properties']) ? other['properties'] : {};
  const shared = Object.keys(left).filter((name) => name in right);
  const properties = { ...left, ...right, ...Object.fromEntries(shared.map((name) => [name, { allOf: [left[name], right[name]] }])) };
  return {
    ...one,
    ...other,
    ...(required.length > 0 ? { required } : {}),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
  };
}

function mapValues<In, Out>(record: Readonly<Record<string, In>>, change: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

function toArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
