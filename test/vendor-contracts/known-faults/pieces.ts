// Short ways to write what a description should have said: the pieces of OpenAPI that known faults are mended with.
import type { Json } from '../json';

export const text: Json = { type: 'string' };
export const whole: Json = { type: 'integer' };
export const flag: Json = { type: 'boolean' };
/** A parameter of the query. */
export const inQuery = (name: string, schema: Json, more: Json = {}): Json => ({ name, in: 'query', schema, ...more });
/** An answer in JSON. */
export const answer = (schema: Json): Json => ({ description: '', content: { 'application/json': { schema } } });
export const listOf = (items: Json): Json => ({ type: 'array', items });
export const object = (properties: Json, required: readonly string[] = []): Json => ({ type: 'object', properties, required });
/** The same schema under each name. */
export const each = (names: readonly string[], schema: Json): Json => Object.fromEntries(names.map((name) => [name, schema]));
/** A text, or null. */
export const nothing: Json = { type: 'string', nullable: true };
export const instant: Json = { type: 'string', format: 'date-time' };
/** A schema of the description itself. */
export const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
