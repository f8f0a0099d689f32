// A vendor's published OpenAPI description, as the judge needs it: its operations with parameters, bodies and answers, found by
// method and path. Schemas stay as they are written; `schemas.ts` compiles them.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { atPointer, isObject, type Json } from '../json';

const contentSchema = z.record(z.string(), z.looseObject({ schema: z.unknown().optional() }));
const parameterSchema = z.looseObject({
  name: z.string(),
  in: z.enum(['query', 'path', 'header', 'cookie']),
  required: z.boolean().default(false),
  style: z.string().optional(),
  explode: z.boolean().optional(),
  schema: z.unknown().optional(),
});
const bodySchema = z.looseObject({ required: z.boolean().default(false), content: contentSchema });
const answerSchema = z.looseObject({ content: contentSchema.default({}) });

export type Parameter = z.output<typeof parameterSchema>;
export type Content = z.output<typeof contentSchema>;

export interface Operation {
  /** `GET /api/v2/users/{user_id}`. */
  name: string;
  parameters: readonly Parameter[];
  body: z.output<typeof bodySchema> | null;
  /** By status (`200`), kind of status (`4XX`) or `default`. */
  answers: Readonly<Record<string, Content>>;
}

/** An operation, and the parts of the path that stand for its parameters, as sent. */
export interface Match {
  operation: Operation;
  pathValues: Readonly<Record<string, string>>;
}

export interface Description {
  document: Json;
  operations: readonly Operation[];
  /** null = the vendor has no such operation. A fixed path goes before one with a parameter. */
  match(method: string, path: string): Match | null;
}

/** Reads one; rejects where the file is no OpenAPI description. */
export async function readDescription(file: string, patch: (document: Json) => Json): Promise<Description> {
  const document: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isObject(document) || !isObject(document['paths'])) throw new Error(`${file} is no OpenAPI description`);
  return toDescription(patch(document));
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The same from a document in memory. */
export function toDescription(document: Json): Description {
  const resolve = (value: unknown): unknown => {
    const pointer = isObject(value) ? value['$ref'] : undefined;
    return typeof pointer === 'string' ? resolve(atPointer(document, pointer.slice(1))) : value;
  };
  const base = basePath(document);
  const paths = isObject(document['paths']) ? document['paths'] : {};
  const entries = Object.entries(paths).flatMap(([path, item]) => {
    if (!isObject(item)) return [];
    return METHODS.flatMap((method) => {
      const operation = item[method];
      return isObject(operation)
        ? [{ method, path, pattern: toPattern(base + path), operation: toOperation(method, path, item, operation, resolve) }]
        : [];
    });
  });
  return {
    document,
    operations: entries.map(({ operation }) => operation),
    match(method, path) {
      const found = entries
        .filter((entry) => entry.method === method.toLowerCase())
        .flatMap((entry) => {
          const groups = entry.pattern.exec(path);
          return groups === null ? [] : [{ ...entry, values: groups.slice(1) }];
        })
        .sort((a, b) => a.values.length - b.values.length)[0];
      if (found === undefined) return null;
      const names = [...found.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
      return { operation: found.operation, pathValues: Object.fromEntries(names.map((name, at) => [name, found.values[at] ?? ''])) };
    },
  };
}

/** What stands before every path: the path of the first server, whose origin is not ours to mind. */
function basePath(document: Json): string {
  const [server]: readonly unknown[] = Array.isArray(document['servers']) ? document['servers'] : [];
  const url = isObject(server) && typeof server['url'] === 'string' ? server['url'] : '';
  return url.replace(/^https?:\/\/[^/]+/, '').replace(/\/$/, '');
}

function toPattern(path: string): RegExp {
  const parts = path.split(/\{[^}]+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('([^/]+)')}$`);
}

function toOperation(method: string, path: string, item: Json, operation: Json, resolve: (value: unknown) => unknown): Operation {
  const shared = toList(item['parameters']).map((one) => parameterSchema.parse(resolve(one)));
  const own = toList(operation['parameters']).map((one) => parameterSchema.parse(resolve(one)));
  const isOverridden = (one: Parameter): boolean => own.some(({ name, in: place }) => name === one.name && place === one.in);
  const answers = isObject(operation['responses']) ? operation['responses'] : {};
  return {
    name: `${method.toUpperCase()} ${path}`,
    parameters: [...shared.filter((one) => !isOverridden(one)), ...own],
    body: operation['requestBody'] === undefined ? null : bodySchema.parse(resolve(operation['requestBody'])),
    answers: Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerSchema.parse(resolve(answer)).content])),
  };
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
