// The customer as marketing sees them: the parents that the resolvers of `MarketingView` and below work on.
import type { Inquiry } from '../../platform/domain/inquiry';
import { toRecordRef, type RecordRef } from '../../platform/domain/records';
import type { Resolved } from '../../platform/domain/resolution';
import { fulfilled } from '../../platform/fulfilled';
import { newestFirst } from '../../platform/newest-first';
import type { ConsentPoint, RecordId } from '../../platform/record';
import type { MarketingContext } from './context';
import { touchedAt, type Audience, type Engagement, type MarketingConnector, type MarketingRecord } from './contract';

export type MarketingInquiry = Inquiry<MarketingConnector, MarketingRecord>;

/** Parent of `MarketingView`. */
export interface MarketingView {
  inquiry: MarketingInquiry;
  /** Never empty. */
  linked: Resolved<MarketingConnector, MarketingRecord>[];
}

/** Parent of `Consent`. */
export interface ConsentOfRecord extends ConsentPoint {
  holder: MarketingRecord;
}

/** Parent of `AudienceList`. */
export interface AudienceList {
  nodes: Audience[];
  missing: string[];
}

/** Parent of `AudienceMembership`. */
export interface AudienceMembership {
  audience: Audience;
  /** Never empty. */
  records: RecordRef[];
}

/** null when marketing does not know this customer. */
export async function toView(inquiry: MarketingInquiry): Promise<MarketingView | null> {
  const { linked } = await inquiry.records();
  return linked.length === 0 ? null : { inquiry, linked };
}

/** What each record says of itself; the anchor comes first. */
export function consentsOf({ linked }: MarketingView): ConsentOfRecord[] {
  return linked.flatMap(({ record }) => record.consents.map((consent) => ({ ...consent, holder: record })));
}

/** The newest sign of life over all records. */
export function lastEngagedAt({ linked }: MarketingView): string | null {
  const times = linked.map(({ record }) => record.lastEngagedAt).filter((at) => at !== null);
  return times.sort().at(-1) ?? null;
}

export function isBouncing({ linked }: MarketingView): boolean {
  return linked.some(({ record }) => record.bounce !== null);
}

/** What all records did together, newest first. What a source cannot give is left out, and the source named by `missing`. */
export async function engagementOf(inquiry: MarketingInquiry, context: MarketingContext): Promise<Engagement> {
  const { linked } = await inquiry.records();
  const all = await fulfilled(linked.map(({ source, record }) => inquiry.read(source, context.readsOf(source).engagement, record.id)));
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

/** The segments, or the lists, by name, each with the records that are in it. What a source cannot give is left out, and named by `missing`. */
export async function membershipsOf(
  inquiry: MarketingInquiry,
  which: 'segments' | 'lists',
  context: MarketingContext,
): Promise<AudienceMembership[]> {
  const { linked } = await inquiry.records();
  const lists = await fulfilled(
    linked.map(async ({ source, record }) => {
      const audiences = await inquiry.read(source, context.readsOf(source)[which], record.id);
      return audiences.map((audience) => ({ audience, record: toRecordRef(record.id, record.url) }));
    }),
  );
  const memberships = new Map<RecordId, AudienceMembership>();
  for (const { audience, record } of lists.flat()) {
    const known = memberships.get(audience.id) ?? { audience, records: [] };
    memberships.set(audience.id, { audience, records: [...known.records, record] });
  }
  return [...memberships.values()].sort((a, b) => compareNames(a.audience, b.audience));
}

/** All segments and lists of all sources, by name. A source that fails is named in `missing`, in configured order. */
export async function allAudiences({ session, readsOf }: MarketingContext): Promise<AudienceList> {
  const answers = await Promise.allSettled(session.sources.map((source) => session.read(source, readsOf(source).audiences, 'all')));
  return {
    nodes: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])).sort(compareNames),
    missing: session.sources.filter((_, index) => answers[index]?.status === 'rejected').map(({ name }) => name),
  };
}

function compareNames(a: Audience, b: Audience): number {
  return (a.name ?? '').localeCompare(b.name ?? '') || a.id.localeCompare(b.id);
}
