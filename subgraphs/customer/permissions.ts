// `Profile.permissions`: may this customer be contacted? Consent is never averaged and never handed on: whoever took it back
// anywhere is not to be contacted, and what was given for one address allows that address alone. A pure function.
import { toRecordRef } from '../../platform/domain/records';
import { DOMAINS } from '../../platform/exchange/domain';
import type { ConsentPoint } from '../../platform/record';
import { isIncomplete, type EvidenceByDomain } from './inputs';
import type { LinkedRecord } from './linked-records';
import type { ContactPermission } from './types.gen';

interface Spoken {
  consent: ConsentPoint;
  linked: LinkedRecord;
}

const CHANNELS: readonly ConsentPoint['channel'][] = ['EMAIL', 'SMS', 'PHONE', 'POST'];
/** The most restrictive first. To be unknown restricts less than a no and allows less than a yes. */
const STRICTNESS: readonly ConsentPoint['status'][] = ['REVOKED', 'DENIED', 'UNKNOWN', 'GRANTED'];

/** One entry for each channel and purpose that some linked record speaks of, channels in a fixed order. */
export function toPermissions(records: readonly LinkedRecord[], evidence: EvidenceByDomain): ContactPermission[] {
  const spoken = records.flatMap((linked) => linked.person.consents.map((consent): Spoken => ({ consent, linked })));
  const complete = !DOMAINS.some((domain) => isIncomplete(evidence, domain));
  return CHANNELS.flatMap((channel) => {
    const ofChannel = spoken.filter(({ consent }) => consent.channel === channel);
    const purposes = [...new Set(ofChannel.map(({ consent }) => consent.purpose))].sort();
    return purposes.map((purpose) => {
      const entries = ofChannel.filter(({ consent }) => consent.purpose === purpose).sort(strictestFirst);
      return toPermission(channel, purpose, entries, complete);
    });
  });
}

function toPermission(channel: ConsentPoint['channel'], purpose: string, entries: readonly Spoken[], complete: boolean): ContactPermission {
  const statuses = new Set(entries.map(({ consent }) => consent.status));
  const refused = statuses.has('REVOKED') || statuses.has('DENIED');
  const granted = statuses.has('GRANTED');
  const status = refused ? (statuses.has('REVOKED') ? 'REVOKED' : 'DENIED') : granted ? 'GRANTED' : 'UNKNOWN';
  return {
    channel,
    purpose,
    status,
    complete,
    conflict: refused && granted,
    grantedFor:
      status === 'GRANTED' ? [...new Set(entries.filter(({ consent }) => consent.status === 'GRANTED').flatMap(addressesOf))].sort() : [],
    consents: entries.map(({ consent, linked }) => ({
      record: toRecordRef(linked.link.ref.id, linked.link.ref.url),
      status: consent.status,
      address: consent.address,
      at: consent.at,
    })),
  };
}

/** What a consent allows: its address, or every address of its own record. */
function addressesOf({ consent, linked }: Spoken): string[] {
  if (consent.address !== null) return [consent.address];
  if (consent.channel === 'EMAIL') return linked.person.emails.map(({ value }) => value);
  return consent.channel === 'POST' ? [] : linked.person.phones.map(({ value }) => value);
}

function strictestFirst(a: Spoken, b: Spoken): number {
  const [left, right] = [a.consent.at ?? '', b.consent.at ?? ''];
  return STRICTNESS.indexOf(a.consent.status) - STRICTNESS.indexOf(b.consent.status) || (left > right ? -1 : left < right ? 1 : 0);
}
