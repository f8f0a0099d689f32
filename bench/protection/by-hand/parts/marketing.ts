// What the questions ask of marketing, of a customer's records there.
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import { touchedAt, type Audience, type Engagement, type MarketingRecord } from '../../../../subgraphs/marketing/contract';
import type { Resolved } from '../resolved';
import type { Systems } from '../systems';

type Linked = readonly Resolved<MarketingRecord>[];

export function lastEngagedAt(linked: Linked): string | null {
  const times = linked.flatMap(({ record }) => record.lastEngagedAt ?? []);
  return times.sort().at(-1) ?? null;
}

export function isBouncing(linked: Linked): boolean {
  return linked.some(({ record }) => record.bounce !== null);
}

/** Newest first. */
export async function engagementOf(linked: Linked, { marketing }: Systems): Promise<Engagement> {
  const all = await Promise.all(linked.map(({ record }) => marketing.engagement(record.id)));
  return {
    touches: newestFirst(
      all.flatMap(({ touches }) => touches),
      touchedAt,
    ),
    feedback: newestFirst(
      all.flatMap(({ feedback }) => feedback),
      ({ at }) => at,
    ),
  };
}

/** The lists that they are on, by name, each with the records that are on it; asked live. */
export async function listsOf(linked: Linked, { marketing }: Systems) {
  const found = await Promise.all(linked.map(async ({ record }) => ({ record, lists: await marketing.liveLists(record.id) })));
  const byId = new Map<RecordId, { audience: Audience; records: { id: RecordId }[] }>();
  for (const { record, lists } of found) {
    for (const audience of lists) {
      const known = byId.get(audience.id);
      if (known === undefined) byId.set(audience.id, { audience, records: [{ id: record.id }] });
      else known.records.push({ id: record.id });
    }
  }
  return [...byId.values()].sort((a, b) => compareAudiences(a.audience, b.audience));
}

/** By name. */
export function compareAudiences(a: Audience, b: Audience): number {
  return (a.name ?? '').localeCompare(b.name ?? '') || a.id.localeCompare(b.id);
}
