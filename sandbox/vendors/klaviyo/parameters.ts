// The query parameters of a request, read against those Klaviyo documents for the endpoint; any other is refused, so that a
// caller's mistake shows. https://developers.klaviyo.com/en/reference/api_overview
import type { Fieldset } from './documents';
import { invalidParameter, Refused } from './errors';

/** What an endpoint takes; a part left out is not taken. */
export interface Accepted {
  filter?: boolean;
  /** Names of the fields of each type in the answer. */
  fields: Readonly<Record<string, readonly string[]>>;
  include?: readonly string[];
  /** Type and names. */
  additional?: { type: string; names: readonly string[] };
  /** Keys to sort by, without a sign. */
  sort?: readonly string[];
  /** `size` null = paged, but the size is not the caller's to choose. */
  page?: { size: { default: number; max: number } | null };
}

export interface Parameters {
  /** @param type of a resource in the answer. */
  fieldsOf(type: string): Fieldset;
  /** null = no `include`. */
  include: ReadonlySet<string> | null;
  additional: ReadonlySet<string>;
  sort: { key: string; descending: boolean } | null;
}

/** @throws Refused for a parameter or value that is not documented; the filter and the page have readers of their own. */
export function readParameters(query: URLSearchParams, accepted: Accepted): Parameters {
  for (const name of query.keys()) {
    if (!isAccepted(name, accepted)) throw new Refused(invalidParameter(name, `'${name}' is not a valid parameter for this resource.`));
  }
  const type = accepted.additional?.type;
  const additional = readNames(query, `additional-fields[${type}]`, accepted.additional?.names ?? []) ?? new Set<string>();
  const fieldsets = new Map(Object.entries(accepted.fields).map(([name, known]) => [name, readNames(query, `fields[${name}]`, known)]));
  const own = type === undefined ? undefined : fieldsets.get(type);
  // An additional field was asked for by name: it comes whole where the fieldset does not name a part of it.
  if (type !== undefined && own) {
    const missing = [...additional].filter((name) => ![...own].some((field) => field.startsWith(`${name}.`)));
    fieldsets.set(type, new Set([...own, ...missing]));
  }
  return {
    fieldsOf: (name) => fieldsets.get(name) ?? null,
    include: readNames(query, 'include', accepted.include ?? []),
    additional,
    sort: readSort(query, accepted.sort ?? []),
  };
}

function isAccepted(name: string, accepted: Accepted): boolean {
  const [, fieldsType] = /^fields\[(.+)\]$/.exec(name) ?? [];
  if (fieldsType !== undefined) return Object.hasOwn(accepted.fields, fieldsType);
  switch (name) {
    case 'filter':
      return accepted.filter === true;
    case 'include':
      return accepted.include !== undefined;
    case 'sort':
      return accepted.sort !== undefined;
    case 'page[cursor]':
      return accepted.page !== undefined;
    case 'page[size]':
      return accepted.page !== undefined && accepted.page.size !== null;
    default:
      return accepted.additional !== undefined && name === `additional-fields[${accepted.additional.type}]`;
  }
}

/** Comma-separated; null = the parameter is absent. */
function readNames(query: URLSearchParams, parameter: string, known: readonly string[]): ReadonlySet<string> | null {
  const text = query.get(parameter);
  if (text === null) return null;
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return new Set(names);
  throw new Refused(invalidParameter(parameter, `'${unknown}' is not one of ${known.join(', ')}.`));
}

function readSort(query: URLSearchParams, keys: readonly string[]): Parameters['sort'] {
  const text = query.get('sort');
  if (text === null) return null;
  const descending = text.startsWith('-');
  const key = descending ? text.slice(1) : text;
  if (keys.includes(key)) return { key, descending };
  throw new Refused(invalidParameter('sort', `'${text}' is not a valid sort. Valid: ${keys.join(', ')}, each with or without -.`));
}
