// One database with one mapping file, opened once however many domains read it: its pool, what its catalogue says, its look-up.
// The mapping is held against the database at start where that answers, else at the first use: a wrong mapping stops the start,
// a dead database never does.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { FieldMapping, RecordSource, SharedOptions } from '../connector';
import { ConfigError, UpstreamError } from '../errors';
import { unhurried, type Call } from '../http/call';
import type { AddressPoint } from '../record';
import { checkSections, toTables, type CheckedSection, type CheckedSections, type Tables } from './catalogue';
import { CATALOGUE } from './catalogue-statement';
import type { Section } from './columns';
import { createDatabase, type Statement } from './database';
import { parseMapping, readMapping, type DomainWords } from './mapping-file';
import { peopleOf, type People } from './people';

export const sqlSettings = z.object({
  /** `postgres://user:password@host/database`, best of a user who may only read. */
  URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }),
  /** Path of the mapping file, from the folder the gateway is started in. */
  MAPPING: z.string(),
  /** Milliseconds. */
  STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(1).max(60_000).default(2_000),
  CONNECTIONS: z.coerce.number().int().min(1).max(100).default(5),
});

/** What one domain reads of the database. */
export interface SqlReads<Own> extends People {
  readonly source: string;
  /** The domain's own sections. */
  readonly mapping: Own;
  /** Which columns fill which fields of `customers` and of the domain's sections. */
  readonly lines: readonly FieldMapping[];
  /** The columns that a customer's raw record has: those that the file names for customers. Asks nobody. */
  fields: NonNullable<RecordSource['fields']>;
  /** `customers` and the domain's sections, checked. Rejects while the database cannot be asked, or no longer has what the file names. */
  sections(call: Call): Promise<CheckedSections['sections']>;
  /** Rows of the statement's columns, as texts. Rejects with an UpstreamError. */
  run(statement: Statement, call: Call): Promise<(string | null)[][]>;
  /** Ends the pool when no other domain reads it any more; safe to call twice. */
  close(): Promise<void>;
}

export interface SqlSource {
  /** Rejects with a ConfigError that names every fault of what the domain reads, and of its tables where the database answers. */
  use<Own>(words: DomainWords<Own>): Promise<SqlReads<Own>>;
}

const CUSTOMERS_ALONE: DomainWords<object> = { schema: z.object({}), readings: {}, fills: () => [] };

/** Opens it; rejects only for a file that cannot be read. Use: `await options.shared(openSqlSource)`. */
export async function openSqlSource({
  source,
  settings,
  current,
  phoneRegion,
}: SharedOptions<z.infer<typeof sqlSettings>>): Promise<SqlSource> {
  const { MAPPING, STATEMENT_TIMEOUT_MS, CONNECTIONS } = settings;
  const variable = `${source.toUpperCase().replaceAll('-', '_')}_MAPPING`;
  const toConfigError = (faults: readonly string[]): ConfigError => new ConfigError(faults.map((fault) => `${variable}: ${fault}`));
  const yaml = await readFile(MAPPING, 'utf8').catch(() => {
    throw toConfigError(['names no file that can be read; its path counts from the folder the gateway is started in']);
  });
  const { document, faults: notYaml } = parseMapping(yaml);
  const database = createDatabase({ source, url: () => current().URL, statementTimeoutMs: STATEMENT_TIMEOUT_MS, connections: CONNECTIONS });
  let users = 0;

  const readTables = async (call: Call): Promise<Tables> => toTables(await database.run({ text: CATALOGUE, values: [] }, call));
  const atStart = await readTables(unhurried({ sent: () => undefined })).catch((error: unknown) => {
    if (error instanceof UpstreamError) return null;
    throw error;
  });
  let known: Promise<Tables> | null = atStart === null ? null : Promise.resolve(atStart);

  async function tables(call: Call): Promise<Tables> {
    known ??= readTables(unhurried(call));
    const mine = known;
    return mine.catch((error: unknown) => {
      if (known === mine) known = null;
      throw error;
    });
  }

  async function sectionsIn(named: readonly Section[], call: Call): Promise<CheckedSections['sections']> {
    const { sections, faults } = checkSections(named, await tables(call));
    if (faults.length === 0) return sections;
    known = null;
    throw new UpstreamError(source, 'UPSTREAM_CONTRACT', { cause: toConfigError(faults) });
  }

  async function run(statement: Statement, call: Call): Promise<(string | null)[][]> {
    try {
      return await database.run(statement, call);
    } catch (error) {
      // The tables may have changed under our feet: the next read looks, and names what is missing in the log.
      if (error instanceof UpstreamError && error.code === 'UPSTREAM_CONTRACT') known = null;
      throw error;
    }
  }

  const shared = readMapping(document, CUSTOMERS_ALONE);
  const people =
    shared.mapping === null
      ? null
      : peopleOf({
          ...{ source, mapping: shared.mapping.customers, purpose: purposeIn(document), phoneRegion, run },
          section: async (call) => need((await sectionsIn(shared.sections, call)).customers),
        });

  return {
    async use(words) {
      const { sections: named, mapping, lines, faults } = readMapping(document, words);
      const all = [...notYaml, ...(notYaml.length > 0 ? [] : faults), ...(atStart === null ? [] : checkSections(named, atStart).faults)];
      if (all.length > 0 || mapping === null || people === null) {
        if (users === 0) await database.close();
        throw toConfigError(all);
      }
      users += 1;
      let inUse = true;
      return {
        ...people,
        ...{ source, mapping: mapping.own, lines, run },
        sections: (call) => sectionsIn(named, call),
        fields: () => Promise.resolve(shared.sections.flatMap(({ columns }) => columns.map(({ column }) => column))),
        async close() {
          if (!inUse) return;
          inUse = false;
          users -= 1;
          if (users === 0) await database.close();
        },
      };
    },
  };
}

/** A section that the mapping must have had for the domain to start. */
export function need(section: CheckedSection | undefined): CheckedSection {
  if (section === undefined) throw new Error('a section that the mapping does not have');
  return section;
}

/** By what the file maps, and not by who reads it: a record has one value in every domain. */
function purposeIn(document: unknown): AddressPoint['purpose'] {
  const has = (name: string): boolean => typeof document === 'object' && document !== null && Object.hasOwn(document, name);
  return has('invoices') ? 'billing' : has('orders') ? 'shipping' : 'main';
}
