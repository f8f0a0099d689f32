// `fields` and `exclude_fields`: what of an answer the caller wants, dots leading into objects and into the items of lists.
// https://mailchimp.com/developer/marketing/docs/methods-parameters/#partial-responses
import { z } from 'zod';
import { invalidFields, Refused } from './errors';

/** @returns the parts asked for. @throws Refused for a field that the shape does not have. */
export function withFields(body: object, query: URLSearchParams, shape: z.ZodType): object {
  const wanted = readPaths(query.get('fields'), shape);
  const unwanted = readPaths(query.get('exclude_fields'), shape);
  const picked = wanted === null ? body : pick(body, wanted);
  const rest = unwanted === null ? picked : omit(picked, unwanted);
  return rest instanceof Object ? rest : {};
}

type Paths = readonly (readonly string[])[];

function readPaths(text: string | null, shape: z.ZodType): Paths | null {
  if (text === null) return null;
  const paths = text.split(',').map((path) => path.trim().split('.'));
  if (!paths.every((path) => hasPath(shape, path))) throw new Refused(invalidFields());
  return paths;
}

function hasPath(shape: z.ZodType, [name, ...rest]: readonly string[]): boolean {
  const inner = unwrapped(shape);
  if (name === undefined) return true;
  if (inner instanceof z.ZodArray) return hasPath(typeOf(inner.element), [name, ...rest]);
  if (inner instanceof z.ZodRecord) return true;
  if (inner instanceof z.ZodUnion) return inner.options.some((option) => hasPath(typeOf(option), [name, ...rest]));
  if (!(inner instanceof z.ZodObject)) return false;
  const field: unknown = inner.shape[name];
  return field instanceof z.ZodType && hasPath(field, rest);
}

function unwrapped(shape: z.ZodType): z.ZodType {
  return shape instanceof z.ZodOptional ? unwrapped(typeOf(shape.unwrap())) : shape;
}

function typeOf(shape: unknown): z.ZodType {
  return shape instanceof z.ZodType ? shape : z.never();
}

function pick(value: unknown, paths: Paths): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => pick(item, paths));
  if (!(value instanceof Object)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const inside = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
      return inside.length === 0 ? [] : [[name, pick(part, inside)]];
    }),
  );
}

function omit(value: unknown, paths: Paths): unknown {
  if (paths.length === 0) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => omit(item, paths));
  if (!(value instanceof Object)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const inside = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
      return inside.some((rest) => rest.length === 0) ? [] : [[name, omit(part, inside)]];
    }),
  );
}
