// The mapping, held against the database: at start where the database answers, else at the first use. A wrong mapping stops
// the start; a dead database never does.
import { ConfigError, UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import { CATALOGUE, checkSections, type Table } from './catalogue';
import { sectionsOf, type Section } from './columns';
import type { Database } from '../../../../platform/sql/database';
import { readMapping, type Mapping } from './mapping';

/** A section of the mapping and the table it was found to mean. */
export interface CheckedSection {
  section: Section;
  table: Table;
}

export interface CheckedMapping {
  mapping: Mapping;
  /** The checked sections; throws UpstreamError while the database cannot be asked, or no longer has what the mapping names. */
  sections(call: Call): Promise<{ customers: CheckedSection; invoices: CheckedSection }>;
  /** Has the database asked again at the next use: for when a statement was refused. */
  forget(): void;
}

export interface MappingOptions {
  source: string;
  yaml: string;
  /** Name of the variable that names the file, for faults. */
  variable: string;
  database: Database;
}

/** Rejects with a ConfigError that names every fault of the file, and of its tables where the database answers. */
export async function checkMapping({ source, yaml, variable, database }: MappingOptions): Promise<CheckedMapping> {
  const { document, mapping, faults } = readMapping(yaml);
  const named = sectionsOf(document);

  const compare = async (call: Call) => checkSections(named, await database.run({ text: CATALOGUE, values: [] }, call));
  type Compared = Awaited<ReturnType<typeof compare>>;

  const atStart = await compare({ signal: new AbortController().signal, sent: () => undefined }).catch((error: unknown) => {
    if (error instanceof UpstreamError) return null;
    throw error;
  });
  const allFaults = [...faults, ...(atStart?.faults ?? [])];
  if (allFaults.length > 0 || mapping === null) throw new ConfigError(allFaults.map((fault) => `${variable}: ${fault}`));

  let compared: Promise<Compared> | null = atStart === null ? null : Promise.resolve(atStart);
  return {
    mapping,
    async sections({ sent }) {
      // Shared by all who wait: one of them giving up must not fail the others. The database has its own time limit.
      compared ??= compare({ signal: new AbortController().signal, sent });
      const mine = compared;
      const { tables, faults: newFaults } = await mine.catch((error: unknown) => {
        if (compared === mine) compared = null;
        throw error;
      });
      const customers = checkedSection('customers', named, tables);
      const invoices = checkedSection('invoices', named, tables);
      if (newFaults.length === 0 && customers !== null && invoices !== null) return { customers, invoices };
      compared = null;
      throw new UpstreamError(source, 'UPSTREAM_CONTRACT', { cause: new ConfigError(newFaults.map((fault) => `${variable}: ${fault}`)) });
    },
    forget: () => void (compared = null),
  };
}

function checkedSection(name: Section['name'], sections: readonly Section[], tables: ReadonlyMap<string, Table>): CheckedSection | null {
  const section = sections.find((one) => one.name === name);
  const table = tables.get(name);
  return section === undefined || table === undefined ? null : { section, table };
}
