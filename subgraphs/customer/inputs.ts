// What the pure fields of a customer are made from: the answers of the domains, as they arrive through `@requires`.
import type { Domain } from '../../platform/exchange/domain';
import type { DomainEvents } from '../../platform/exchange/events';
import type { DomainEvidence } from '../../platform/exchange/evidence';
import type { DomainReport } from '../../platform/exchange/report';

/** One answer a domain: null = the domain failed; no key = this deployment has no such domain. */
export type ByDomain<Answer> = Partial<Record<Domain, Answer | null>>;

export type EvidenceByDomain = ByDomain<DomainEvidence>;
export type EventsByDomain = ByDomain<DomainEvents>;
export type ReportByDomain = ByDomain<DomainReport>;

/** True where a domain of this deployment failed, or one of its sources is missing from its answer. */
export function isIncomplete(answers: ByDomain<{ missing: readonly string[] }>, domain: Domain): boolean {
  const answer = answers[domain];
  return answer === null || (answer !== undefined && answer.missing.length > 0);
}
