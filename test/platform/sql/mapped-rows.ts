// Rows for the law of mappings: a mapping file read, and a row of its tables as a mapper gets it. `table.column` is the path that
// the lines name.
import { z } from 'zod';
import type { Cells } from '../../../platform/sql/cells';
import type { SectionName } from '../../../platform/sql/columns';
import { parseMapping, readMapping, type DomainWords } from '../../../platform/sql/mapping-file';
import type { JsonValue } from '../../../platform/record';

const Rows = z.record(z.string(), z.record(z.string(), z.string().nullable()));

/** Reads a mapping that has no faults. */
export function readFile<Own>(yaml: string, words: DomainWords<Own>) {
  const { document, faults } = parseMapping(yaml);
  const read = readMapping(document, words);
  if (read.mapping === null) throw new Error([...faults, ...read.faults].join('\n'));
  const { sections, mapping, lines } = read;

  /** The cells of one section of a row such as `{ person: { no: '7' } }`, their paths with something in front. */
  function cellsOf(wire: JsonValue, section: SectionName, prefix = ''): Cells {
    const rows = Rows.parse(wire);
    const { table = '', columns = [] } = sections.find(({ name }) => name === section) ?? {};
    return new Map(columns.map(({ path, column }) => [prefix + path, rows[table]?.[column] ?? null]));
  }

  return { sections, mapping, lines, cellsOf };
}
