// The JSON:API envelope of Klaviyo's answers: resources, the links between them, and the documents that hold them.
// https://developers.klaviyo.com/en/reference/api_overview and https://developers.klaviyo.com/en/docs/relationships_
import type { VendorAnswer } from '../../http/message';

/** Klaviyo answers with JSON:API's media type. */
export const JSON_API = { 'content-type': 'application/vnd.api+json' };

export interface Reference {
  type: string;
  id: string;
}

interface Relationship {
  /** Absent unless the endpoint always has it, or it was asked for with `include`. */
  data?: Reference | Reference[];
  links: { self: string; related: string };
}

export interface Resource extends Reference {
  attributes: Record<string, unknown>;
  relationships?: Record<string, Relationship>;
  links: { self: string };
}

/** The fields of a type to answer, as dotted paths; null = all. */
export type Fieldset = ReadonlySet<string> | null;

/** Klaviyo's form of an instant: `2026-05-01T08:00:00+00:00`. */
export function toInstant(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19)}+00:00`;
}

/** @param collection the type's part of the path: "profiles". */
export function toLinks(origin: string, collection: string, id: string): { self: string } {
  return { self: `${origin}/api/${collection}/${id}` };
}

/** @param owner link of the resource it belongs to. */
export function toRelationship({ self }: { self: string }, name: string, data?: Reference | Reference[]): Relationship {
  const links = { self: `${self}/relationships/${name}`, related: `${self}/${name}` };
  return data === undefined ? { links } : { data, links };
}

/** The resource with no attributes but those of the fieldset: https://developers.klaviyo.com/en/docs/sparse_fieldsets */
export function withFields(resource: Resource, fields: Fieldset): Resource {
  return fields === null ? resource : { ...resource, attributes: pick(resource.attributes, fields, '') };
}

function pick(attributes: Record<string, unknown>, fields: ReadonlySet<string>, prefix: string): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const path = `${prefix}${name}`;
    if (fields.has(path)) picked[name] = value;
    else if (isRecord(value) && [...fields].some((field) => field.startsWith(`${path}.`))) picked[name] = pick(value, fields, `${path}.`);
  }
  return picked;
}

/** Names and dotted paths of the attributes of a resource; the free-form ones have no paths of their own. */
export function fieldPaths(attributes: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    return isRecord(value) ? [path, ...fieldPaths(value, `${path}.`)] : [path];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** 200 with one resource; `included` null = the request has no `include`. */
export function answerOne(data: Resource, included: readonly Resource[] | null): VendorAnswer {
  return { status: 200, body: { data, ...(included === null ? {} : { included }), links: data.links }, headers: JSON_API };
}

/** 200 with a list. */
export function answerMany(data: readonly Resource[], links: object, included: readonly Resource[] | null): VendorAnswer {
  return { status: 200, body: { data, links, ...(included === null ? {} : { included }) }, headers: JSON_API };
}
