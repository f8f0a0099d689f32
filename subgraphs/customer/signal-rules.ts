// The rules of `signals` that rest on facts, as data: which domains could know, what the facts must be, how much it matters.
// Reasons are sentences for people without personal data.
import type { Domain } from '../../platform/exchange/domain';
import type { Fact } from '../../platform/exchange/events';
import type { Severity } from './types.gen';

/** What a rule makes of the facts; null = nothing to signal. */
export interface Finding {
  severity: Severity;
  reason: string;
  /** The facts it rests on. */
  facts: readonly Fact[];
}

export interface FactRule {
  code: string;
  /** Domains that could have told more. */
  domains: readonly Domain[];
  find(facts: readonly Fact[]): Finding | null;
}

const OVERDUE_DAYS = 14;
const LONG_OVERDUE_DAYS = 60;
const LOW_SHARE = 2 / 5;

/** Risks that facts tell of. */
export const FACT_RULES: readonly FactRule[] = [
  {
    code: 'TICKETS_OPEN',
    domains: ['SUPPORT'],
    find(facts) {
      const open = ofKind(facts, 'TICKET_OPEN');
      if (open.length === 0) return null;
      const urgent = open.filter(({ priority }) => priority === 'URGENT').length;
      const high = open.filter(({ priority }) => priority === 'HIGH').length;
      const severity = urgent > 0 ? 'CRITICAL' : high > 0 ? 'WARNING' : 'INFO';
      const urgency = urgent > 0 ? `, ${urgent} of them urgent` : high > 0 ? `, ${high} of them of high priority` : '';
      return { severity, reason: `${count(open.length, 'ticket is', 'tickets are')} open${urgency}.`, facts: open };
    },
  },
  {
    code: 'SLA_BREACHED',
    domains: ['SUPPORT'],
    find: (facts) => any(ofKind(facts, 'SLA_BREACHED'), 'CRITICAL', 'open ticket is', 'open tickets are', 'past the promised time'),
  },
  {
    code: 'INVOICE_OVERDUE',
    domains: ['BILLING'],
    find(facts) {
      const overdue = ofKind(facts, 'INVOICE_OVERDUE').filter(({ daysOverdue }) => daysOverdue > OVERDUE_DAYS);
      if (overdue.length === 0) return null;
      const longest = Math.max(...overdue.map(({ daysOverdue }) => daysOverdue));
      const reason = `${count(overdue.length, 'invoice is', 'invoices are')} more than ${OVERDUE_DAYS} days overdue, the oldest by ${Math.floor(longest)} days.`;
      return { severity: longest > LONG_OVERDUE_DAYS ? 'CRITICAL' : 'WARNING', reason, facts: overdue };
    },
  },
  {
    code: 'SUBSCRIPTION_CANCELLING',
    domains: ['BILLING'],
    find: (facts) => any(ofKind(facts, 'SUBSCRIPTION_CANCELLING'), 'WARNING', 'subscription is', 'subscriptions are', 'about to end'),
  },
  {
    code: 'UNSUBSCRIBED',
    domains: ['MARKETING'],
    find: (facts) => any(ofKind(facts, 'UNSUBSCRIBED'), 'INFO', 'record is', 'records are', 'unsubscribed from marketing'),
  },
  {
    code: 'EMAIL_BOUNCING',
    domains: ['MARKETING'],
    find: (facts) => any(ofKind(facts, 'EMAIL_BOUNCING'), 'WARNING', 'email address is', 'email addresses are', 'bouncing'),
  },
  {
    code: 'LOW_RATING',
    domains: ['SUPPORT', 'MARKETING'],
    find(facts) {
      const ratings = ofKind(facts, 'RATING').filter(({ scaleMax }) => scaleMax > 0);
      const latest = Math.max(...ratings.map(({ at }) => time(at)));
      // Of ratings given at one instant the worst counts: a tie never hides a risk.
      const low = ratings.filter(({ at, score, scaleMax }) => time(at) === latest && score / scaleMax <= LOW_SHARE);
      const [first] = low;
      if (first === undefined) return null;
      return { severity: 'WARNING', reason: `The latest rating is ${first.score} of ${first.scaleMax}.`, facts: low };
    },
  },
];

function ofKind<Kind extends Fact['kind']>(facts: readonly Fact[], kind: Kind): Extract<Fact, { kind: Kind }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
}

function any(facts: readonly Fact[], severity: Severity, one: string, many: string, what: string): Finding | null {
  return facts.length === 0 ? null : { severity, reason: `${count(facts.length, one, many)} ${what}.`, facts };
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A rating without a date counts as the oldest. */
function time(at: string | null): number {
  const parsed = at === null ? NaN : Date.parse(at);
  return Number.isNaN(parsed) ? 0 : parsed;
}
