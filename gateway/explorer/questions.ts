// The ready questions: every operation of schema/operations with sample variables about what exists in the sandbox.
// The explorer shows one tab for each. This file only reads them; whether they fit the schema is a test's matter.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { z } from 'zod';
import { repositoryRoot } from './paths';

/** One operation a newcomer may run as it stands. */
export type Question = {
  /** The operation's name. */
  name: string;
  /** The question in plain words. */
  title: string;
  query: string;
  variables: Record<string, unknown>;
};

/** What the sample variables speak of; what is missing leaves its placeholder for the reader to fill in. */
export type Samples = {
  /** For `$TRY_ID`. */
  id?: string | undefined;
  /** For `$TRY_EMAIL`. */
  email?: string | undefined;
  /** For `$TRY_PHONE`. */
  phone?: string | undefined;
  /** A segment, for `$TRY_AUDIENCE`. */
  audience?: string | undefined;
  /** A company in which people work, for `$TRY_ORGANIZATION`. */
  organization?: string | undefined;
};

/** The operations kept with the schema. */
export const operationsFolder = join(repositoryRoot, 'schema/operations');

/**
 * Reads each `<name>.graphql` of `folder` and the `<name>.variables.json` beside it, if any; sorted by file name.
 * A first line `# Title: Who is calling?` is the title, else the operation's name is spelt out.
 * @throws Error naming the file that holds no single named operation, or whose variables are no JSON object.
 */
export async function readQuestions(samples: Samples, folder = operationsFolder): Promise<Question[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.graphql')).sort();
  return Promise.all(files.map((file) => readQuestion(join(folder, file), samples)));
}

async function readQuestion(file: string, samples: Samples): Promise<Question> {
  const source = await readFile(file, 'utf8');
  const name = operationName(source, file);
  const title = /^# Title: *(.+?) *$/m.exec(source)?.[1] ?? spellOut(name);
  const variables = await readVariables(file.replace(/\.graphql$/, '.variables.json'), samples);
  return { name, title, query: source.replace(/^# Title: */m, '# '), variables };
}

function operationName(source: string, file: string): string {
  const operations = parse(source).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const name = operations[0]?.name?.value;
  if (operations.length !== 1 || name === undefined) throw new Error(`${file}: expected one named operation`);
  return name;
}

/** `WhoIsCalling` → `Who is calling`. */
function spellOut(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

async function readVariables(file: string, samples: Samples): Promise<Record<string, unknown>> {
  if (!existsSync(file)) return {};
  const sample: unknown = JSON.parse(await readFile(file, 'utf8'), (_key, value: unknown) =>
    typeof value === 'string' ? withSamples(value, samples) : value,
  );
  const variables = z.record(z.string(), z.unknown()).safeParse(sample);
  if (!variables.success) throw new Error(`${file}: expected a JSON object`);
  return variables.data;
}

function withSamples(text: string, samples: Samples): string {
  return text
    .replaceAll('$TRY_ID', () => samples.id ?? '$TRY_ID')
    .replaceAll('$TRY_EMAIL', () => samples.email ?? '$TRY_EMAIL')
    .replaceAll('$TRY_PHONE', () => samples.phone ?? '$TRY_PHONE')
    .replaceAll('$TRY_AUDIENCE', () => samples.audience ?? '$TRY_AUDIENCE')
    .replaceAll('$TRY_ORGANIZATION', () => samples.organization ?? '$TRY_ORGANIZATION');
}
