// What every domain does alike with its events: keep the newest, name the sources that are missing.
import type { RecordSource } from '../connector';
import type { Domain } from '../exchange/domain';
import type { DomainEvent, DomainEvents, Fact } from '../exchange/events';
import type { PersonRecord } from '../record';
import type { Inquiry } from './inquiry';

const NEWEST = 50;

/** Rejects when the domain's records, or what `gather` reads of them, cannot be had. */
export async function collectEvents<C extends RecordSource<R>, R extends PersonRecord>(
  domain: Domain,
  inquiry: Inquiry<C, R>,
  gather: () => Promise<{ events: DomainEvent[]; facts: Fact[] }>,
): Promise<DomainEvents> {
  await inquiry.records();
  const { events, facts } = await gather();
  events.sort((a, b) => b.at.localeCompare(a.at) || a.ref.id.localeCompare(b.ref.id));
  return { domain, events: events.slice(0, NEWEST), facts, missing: await inquiry.missing() };
}
