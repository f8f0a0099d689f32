// All that a domain holds of one customer: each linked record whole, and what hangs on it. What cannot be read is named rather than left
// out in silence. Which questions a domain asks of a record is its own to say.
import { z } from 'zod';
import type { RecordSource } from '../connector';
import type { Domain } from '../exchange/domain';
import type { DomainExport, ExportedRecord } from '../exchange/export';
import { toError } from '../loader/shared-read';
import { codeOf } from '../loader/source-watch';
import type { PersonRecord, RecordId } from '../record';
import type { Inquiry } from './inquiry';
import type { Resolved } from './resolution';
import type { Source } from './source';

/** What hangs on a record, by name; each is begun by the call, and may reject. */
export type RelatedOf<C extends RecordSource<R>, R extends PersonRecord> = (
  source: Source<C, R>,
  record: RecordId,
) => Readonly<Record<string, Promise<readonly object[]>>>;

/** Rejects like `inquiry.records`: where no record is linked and a source failed, which might have had some. */
export async function exportRecords<C extends RecordSource<R>, R extends PersonRecord>(
  domain: Domain,
  inquiry: Inquiry<C, R>,
  relatedOf: RelatedOf<C, R>,
): Promise<DomainExport> {
  const { linked, candidates } = await inquiry.records();
  const records = await Promise.all(linked.map((one) => exportRecord(one, relatedOf)));
  return { domain, records, candidates: candidates.map(({ record }) => record.id), missing: await inquiry.missing() };
}

async function exportRecord<C extends RecordSource<R>, R extends PersonRecord>(
  { source, record, decision, confidence, evidence, fetchedAt }: Resolved<C, R>,
  relatedOf: RelatedOf<C, R>,
): Promise<ExportedRecord> {
  const related = await Promise.all(
    Object.entries(relatedOf(source, record.id)).map(async ([name, read]): Promise<[string, ExportedRecord['related'][string]]> => {
      try {
        // Plain JSON, as it travels: a value that is left out stays left out.
        return [name, { items: z.array(z.json()).parse(JSON.parse(JSON.stringify(await read))) }];
      } catch (error) {
        return [name, { error: codeOf(toError(error)) }];
      }
    }),
  );
  return {
    ...{ id: record.id, source: source.name, vendor: source.vendor, url: record.url, confidence, evidence },
    decision: decision === 'ANCHOR' ? 'ANCHOR' : 'LINK',
    fetchedAt: new Date(fetchedAt).toISOString(),
    data: record.raw,
    related: Object.fromEntries(related),
  };
}
