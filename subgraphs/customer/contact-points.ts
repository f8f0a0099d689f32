// Every way to reach the customer, over all linked records: each address and number once, with everyone who knows it.
import { toRecordRef } from '../../platform/domain/records';
import type { LinkedRecord } from './linked-records';
import type { Policy } from './policies';
import { primaryOf } from './profile-fields';
import { sourcePriority } from './survivorship';
import type { ContactPoint } from './types.gen';

interface HeldPoint {
  value: string;
  primary: boolean;
  verified: boolean | null;
  linked: LinkedRecord;
}

/** The primary one first (exactly one, where there is any), then in the order of the records. Nothing is left out. */
export function contactPoints(
  records: readonly LinkedRecord[],
  policy: Policy,
  primaryEmail: string | null,
): { emails: ContactPoint[]; phones: ContactPoint[] } {
  const emails = records.flatMap((linked) => linked.person.emails.map((email) => ({ ...email, linked })));
  const phones = records.flatMap((linked) =>
    linked.person.phones.map(({ value, primary }) => ({ value, primary, verified: null, linked })),
  );
  return {
    emails: merge(emails, primaryEmail ?? mostBelieved(emails, policy)),
    phones: merge(phones, mostBelieved(phones, policy)),
  };
}

function mostBelieved(points: readonly HeldPoint[], policy: Policy): string | null {
  const records = [...new Set(points.map(({ linked }) => linked))];
  const candidates = records.flatMap((linked) => {
    const primary = primaryOf(points.filter((point) => point.linked === linked));
    const { link, domain, person } = linked;
    return primary === null ? [] : [{ value: primary.value, record: link.ref.id, domain, updatedAt: person.updatedAt }];
  });
  const by = { priority: policy.priority, same: (a: string, b: string) => a === b, completeness: () => 0 };
  return sourcePriority(candidates, by)?.value ?? null;
}

function merge(points: readonly HeldPoint[], primary: string | null): ContactPoint[] {
  const values = [...new Set(points.map(({ value }) => value))];
  const merged = values.map((value): ContactPoint => {
    const holders = points.filter((point) => point.value === value);
    const said = holders.map(({ verified }) => verified);
    const records = [...new Set(holders.map(({ linked }) => linked))];
    return {
      value,
      primary: value === primary,
      verified: said.includes(true) ? true : said.includes(false) ? false : null,
      records: records.map(({ link }) => toRecordRef(link.ref.id, link.ref.url)),
    };
  });
  return merged.sort((a, b) => Number(b.primary) - Number(a.primary));
}
