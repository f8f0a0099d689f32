// One `Customer` inside this subgraph: its match keys, and whatever the domains handed in for the pure fields.
import { z } from 'zod';
import { InputError } from '../../platform/errors';
import { DOMAINS } from '../../platform/exchange/domain';
import { domainEvents } from '../../platform/exchange/events';
import { domainEvidence } from '../../platform/exchange/evidence';
import { domainReport } from '../../platform/exchange/report';
import { matchKeys, type MatchKeys, type MatchProfile } from '../../platform/identity/match-keys';
import type { ByDomain, EventsByDomain, EvidenceByDomain, ReportByDomain } from './inputs';

/** Parent of `Customer`. */
export interface Customer {
  keys: MatchKeys;
  evidence: EvidenceByDomain;
  events: EventsByDomain;
  reports: ReportByDomain;
}

/** A customer of whom no domain has said anything yet. */
export function toCustomer(keys: MatchKeys): Customer {
  return { keys, evidence: {}, events: {}, reports: {} };
}

const representation = z.looseObject({ matchKeys });

/** The customer of a representation with match keys; throws `InputError` for one that this graph did not make. */
export function fromReference(given: unknown): Customer {
  const parsed = representation.safeParse(given);
  if (!parsed.success) throw malformed();
  const { matchKeys: keys, ...answers } = parsed.data;
  return {
    keys,
    evidence: byDomain(answers, 'Evidence', domainEvidence),
    events: byDomain(answers, 'Events', domainEvents),
    reports: byDomain(answers, 'Report', domainReport),
  };
}

/** undefined = not part of this fetch; null = the domain failed: the pure functions tell them apart. */
function byDomain<Answer>(answers: Readonly<Record<string, unknown>>, what: string, schema: z.ZodType<Answer>): ByDomain<Answer> {
  const found: ByDomain<Answer> = {};
  for (const domain of DOMAINS) {
    const parsed = schema.nullish().safeParse(answers[`${domain.toLowerCase()}${what}`]);
    if (!parsed.success) throw malformed();
    if (parsed.data !== undefined) found[domain] = parsed.data;
  }
  return found;
}

function malformed(): InputError {
  return new InputError('A customer reference is malformed.');
}

/** The anchor's profile: what the cheap fields are made from. */
export function anchorOf({ keys }: Customer): MatchProfile {
  const anchor = keys.profiles.find(({ record }) => record === keys.anchor) ?? keys.profiles[0];
  if (anchor === undefined) throw new Error('match keys without a profile');
  return anchor;
}

/** The name to show: as written, or put together, or the company's; null where the anchor has none. */
export function displayNameOf({ kind, name, company }: MatchProfile): string | null {
  const parts = [name.given, name.family].filter((part) => part !== null).join(' ');
  const own = name.full ?? (parts === '' ? null : parts);
  return kind === 'ORGANIZATION' ? (company ?? own) : (own ?? company);
}

/** The values with the primary one first, each once. */
export function primaryFirst(points: readonly { value: string; primary: boolean }[]): string[] {
  const sorted = [...points].sort((a, b) => Number(b.primary) - Number(a.primary));
  return [...new Set(sorted.map(({ value }) => value))];
}
