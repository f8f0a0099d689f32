// The only reader of process.env. Each owner declares its own zod schema; all faults of all owners are reported together,
// by variable name and never by value. An empty variable counts as unset; `<NAME>_FILE` names a file that holds the value of `<NAME>`.
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { ConfigError } from './errors';

/** A file is read again this often, where somebody asks. */
const LOOK_EVERY_MS = 1_000;

export interface EnvReader {
  /** Reads the variables named by the schema's keys, each with `prefix` in front; undefined when some were wrong. */
  read<Schema extends z.ZodObject>(schema: Schema, prefix?: string): z.infer<Schema> | undefined;
  /**
   * As `read`, and as it is from then on: files (`<NAME>_FILE`) are read again when somebody asks, at most once a second. What they hold
   * counts where it is as the schema says; else, as while a file is written, what held before.
   */
  follow<Schema extends z.ZodObject>(schema: Schema, prefix?: string): (() => z.infer<Schema>) | undefined;
  /** Notes a fault that no schema can see. */
  fault(text: string): void;
  /** Runs something that may reject with a ConfigError, and notes its faults; undefined when it had some. */
  collect<T>(work: () => Promise<T>): Promise<T | undefined>;
  /** Throws one ConfigError with every fault so far; returns when there is none. */
  check(): void;
}

/** Reads from `values`, the process's environment by default. */
export function createEnvReader(
  values: Readonly<Record<string, string | undefined>> = process.env,
  now: () => number = () => performance.now(),
): EnvReader {
  // Each once, however many read what is wrong: a source that serves several domains has one variable for them all.
  const faults = new Set<string>();

  /** As secrets are mounted: the file's text, without the line end that editors add. undefined = not set. */
  function valueOf(name: string, mayBeFile: boolean): string | undefined {
    const value = values[name];
    const file = mayBeFile ? values[`${name}_FILE`] : undefined;
    if (file === undefined || file === '') return value === '' ? undefined : value;
    if (value !== undefined && value !== '') {
      faults.add(`${name}_FILE: is set beside ${name}; only one of them can count`);
      return value;
    }
    try {
      return textOf(file);
    } catch {
      faults.add(`${name}_FILE: names a file that cannot be read`);
      return undefined;
    }
  }

  /** What is given of the schema's settings, by its keys. */
  function givenOf(schema: z.ZodObject, prefix: string): Record<string, string> {
    const keys = Object.keys(schema.shape);
    return Object.fromEntries(
      keys.flatMap((key) => {
        // A setting of that very name is what its owner says it is.
        const value = valueOf(prefix + key, !keys.includes(`${key}_FILE`));
        return value === undefined ? [] : [[key, value]];
      }),
    );
  }

  function read<Schema extends z.ZodObject>(schema: Schema, prefix = ''): z.infer<Schema> | undefined {
    const given = givenOf(schema, prefix);
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) faults.add(`${prefix}${issue.path.join('.')}: ${wordingOf(issue, given)}`);
    return undefined;
  }

  return {
    read,
    follow(schema, prefix = '') {
      const first = read(schema, prefix);
      if (first === undefined) return undefined;
      const given = givenOf(schema, prefix);
      const keys = Object.keys(schema.shape);
      const files = keys.flatMap((key): [key: string, file: string][] => {
        const file = keys.includes(`${key}_FILE`) ? undefined : values[`${prefix}${key}_FILE`];
        return file === undefined || file === '' ? [] : [[key, file]];
      });
      return files.length === 0 ? () => first : followFiles(schema, { given, settings: first }, files, now);
    },
    fault: (text) => void faults.add(text),
    async collect(work) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        for (const fault of error.faults) faults.add(fault);
        return undefined;
      }
    },
    check() {
      if (faults.size > 0) throw new ConfigError([...faults]);
    },
  };
}

/** The settings, with those that are in files as they are now. */
function followFiles<Schema extends z.ZodObject>(
  schema: Schema,
  first: { given: Record<string, string>; settings: z.infer<Schema> },
  files: readonly (readonly [key: string, file: string])[],
  now: () => number,
): () => z.infer<Schema> {
  let { given, settings } = first;
  let lookedAt = now();
  return () => {
    if (now() - lookedAt < LOOK_EVERY_MS) return settings;
    lookedAt = now();
    const next = { ...given };
    for (const [key, file] of files) {
      try {
        next[key] = textOf(file) ?? '';
      } catch {
        // Away while it is replaced.
        return settings;
      }
    }
    if (files.every(([key]) => next[key] === given[key])) return settings;
    const parsed = schema.safeParse(Object.fromEntries(Object.entries(next).filter(([, text]) => text !== '')));
    if (parsed.success) [given, settings] = [next, parsed.data];
    return settings;
  };
}

function textOf(file: string): string | undefined {
  return readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined;
}

/** zod quotes received values for some issues; we say only what is expected. */
function wordingOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
  const [key] = issue.path;
  if (typeof key === 'string' && !(key in given)) return 'is required';
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  // A pattern says nothing to people: who declares one words it too.
  if (issue.code === 'invalid_format' && issue.format !== 'regex') return `is no valid ${issue.format}`;
  return issue.message;
}
