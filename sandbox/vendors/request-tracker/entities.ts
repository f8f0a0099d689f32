// An RT record as lists show it: its type, id and address, and of its fields those asked for. What is not set, unknown or may not be
// seen is "". https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Fields
export interface Entity {
  type: 'user' | 'ticket' | 'transaction' | 'attachment' | 'group' | 'queue' | 'customfield';
  /** Users and tickets are called by their names here: RT's name of the user, the number of the ticket. */
  ref: string;
  fields: Readonly<Record<string, FieldValue>>;
}

export type FieldValue = string | number | null | Entity | readonly Entity[] | readonly ShownCustomField[];

export interface ShownCustomField {
  customField: string;
  id: string;
  values: readonly string[];
}

const BASE = '/REST/2.0';

/** @param path of the parameter that names the fields: `fields`, and for an entity within `fields[Requestor]`. */
export function toItem(entity: Entity, query: URLSearchParams, origin: string, path = 'fields'): Record<string, unknown> {
  const asked = (query.get(path) ?? '').split(',').filter((name) => name !== '');
  return {
    ...toReference(entity, origin),
    ...Object.fromEntries(asked.map((name) => [name, toValue(entity.fields[name] ?? '', query, origin, `${path}[${name}]`)])),
  };
}

export function toReference({ type, ref }: Entity, origin: string) {
  return { type, id: ref, _url: `${origin}${BASE}/${type}/${ref}` };
}

function toValue(value: FieldValue, query: URLSearchParams, origin: string, path: string): unknown {
  if (isList(value)) {
    return value.map((one) => ('customField' in one ? toCustomField(one, origin) : toItem(one, query, origin, path)));
  }
  return value !== null && typeof value === 'object' ? toItem(value, query, origin, path) : value;
}

function isList(value: FieldValue): value is readonly Entity[] | readonly ShownCustomField[] {
  return Array.isArray(value);
}

export function toCustomField({ customField, id, values }: ShownCustomField, origin: string) {
  return { type: 'customfield', id, _url: `${origin}${BASE}/customfield/${id}`, name: customField, values };
}

/** RT's date and time of the W3C; the first second of 1970 where none is set. */
export function toW3c(instant: string | null): string {
  return `${new Date(instant ?? 0).toISOString().slice(0, 19)}Z`;
}
