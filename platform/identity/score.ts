// How sure is it that a record belongs to a customer? One function, used by every domain and by `explainLink`. It judges what was
// found by what both sides hold; what people said of the records comes before that.
// A wrong merge is worse than a missed one: whatever is in doubt stays a candidate.
import type { PersonEvidence, RuleVerdict } from '../exchange/evidence';
import type { MatchProfile, ViewOptions } from './match-keys';
import type { RecordId } from '../record';
import { toMatchProfile } from './match-profile';
import { idsOf } from './identifiers';
import { comparePair, type Finding } from './pair';
import { CANDIDATE_FROM, DOUBTFUL, REMARKS, RULES, SECOND_IDENTIFIER, VETOES } from './rules';
import { everyIdOf, type Said } from './said';

/** The verdict about a record against everything known of a customer. */
export interface Score {
  decision: 'LINK' | 'CANDIDATE' | 'NONE';
  confidence: number;
  /** Every rule that spoke, strongest first; one entry a rule. Never an identifier's value. */
  evidence: RuleVerdict[];
  /** Not empty = never a link. */
  vetoes: RuleVerdict[];
}

export interface ScoreOptions extends Pick<ViewOptions, 'minConfidence' | 'policy'> {
  /** `identifierKey`s (`email:…`, `phone:…`) held by more than three records of one source: they say nothing. */
  generic?: ReadonlySet<string>;
  /** `identifierKey`s that somebody of another name holds as well: alone they link nobody without a name. */
  contested?: ReadonlySet<string>;
  /** What people said of a record with regard to this customer; nothing by default. */
  said?: (record: RecordId) => Said;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Judges `record` against the known records of a customer. Links at `minConfidence`, candidate from 0.5. A rule that spoke by
 * way of a linked record counts at most as much as that link. Order of the profiles does not matter, raising `minConfidence`
 * never adds a link, and two records judge each other alike. What a person said decides, whatever the rules say; where that
 * cannot be known, only records that are known already are linked.
 */
export function scoreRecord(customer: readonly MatchProfile[], record: PersonEvidence, options: ScoreOptions): Score {
  const score = judge(customer, record, options);
  const said = saidOfRecord(everyIdOf(record), options);
  if (said === 'LINK') return { decision: 'LINK', confidence: 1, evidence: [RULES.manualLink, ...score.evidence], vetoes: [] };
  if (said === 'UNLINK') {
    return { decision: 'NONE', confidence: 0, evidence: score.evidence, vetoes: [VETOES.manualUnlink, ...score.vetoes] };
  }
  const isKnown = customer.some((profile) => profile.record === record.id);
  if (said === null || isKnown || score.decision !== 'LINK') return score;
  return { ...score, decision: 'CANDIDATE', evidence: [...score.evidence, REMARKS.unverified] };
}

function judge(customer: readonly MatchProfile[], record: PersonEvidence, options: ScoreOptions): Score {
  const other = toMatchProfile(record, 1);
  const known = customer.filter((profile) => profile.record === other.record);
  if (known.length > 0) {
    const confidence = Math.max(...known.map((profile) => profile.confidence));
    return decide({ confidence, evidence: [{ ...RULES.knownRecord, weight: confidence }], vetoes: [], mayLink: true }, options);
  }

  const { generic = NONE, contested = NONE } = options;
  const marks = { generic, contested };
  const pairs = customer.map((profile) => ({ profile, pair: comparePair(profile, other, marks) }));
  const findings = pairs.flatMap(({ profile, pair }) => pair.findings.map((finding) => chained(finding, profile)));
  // What a person joined has several names, tax ids and birth dates: one of them that fits is enough.
  const byHand = pairs.filter(({ profile }) => saidOfRecord(idsOf(profile), options) === 'LINK');
  const fitsByHand = byHand.some(({ pair }) => pair.name === 'same' || pair.name === 'compatible');
  const agreesByHand = byHand.some(({ pair }) => pair.vetoes.length === 0 && pair.findings.length > 0);
  const spoken = (fits: boolean) => pairs.filter((one) => !fits || !byHand.includes(one));
  const otherName = spoken(fitsByHand).some(({ pair }) => pair.name === 'incompatible');
  const evidence = strongestOfEachRule(findings.map(({ verdict }) => verdict));

  const storedId = strongest(findings.filter(({ means }) => means === 'storedId').map(({ verdict }) => verdict));
  const identifiers = findings.filter(({ means }) => means === 'email' || means === 'phone');
  const hints = strongest(findings.filter(({ means }) => means === 'hint').map(({ verdict }) => verdict));
  const vetoes = spoken(agreesByHand).flatMap(({ pair }) => pair.vetoes);
  const roleOnly = storedId === 0 && identifiers.length === 0;
  if (roleOnly && pairs.some(({ pair }) => pair.roleMailboxAcrossKinds)) vetoes.push(VETOES.kind);

  let byIdentifier = strongest(identifiers.map(({ verdict }) => verdict));
  const exact = identifiers.filter((finding) => finding.exact);
  const agree = !otherName && exact.some(({ means }) => means === 'email') && exact.some(({ means }) => means === 'phone');
  if (agree) {
    const ceiling = Math.min(RULES.emailAndPhone.weight, Math.max(...exact.map(({ limit }) => limit)));
    byIdentifier = Math.min(round(byIdentifier + SECOND_IDENTIFIER), ceiling);
    evidence.push({ ...RULES.emailAndPhone, weight: byIdentifier });
  }
  if (otherName && storedId === 0 && identifiers.length > 0) {
    byIdentifier = Math.min(byIdentifier, DOUBTFUL);
    evidence.push(REMARKS.otherName);
  }

  const strictRefuses = options.policy === 'STRICT' && storedId === 0 && !agree;
  if (strictRefuses && identifiers.length > 0) evidence.push(REMARKS.strictNeedsTwo);

  const linking = Math.max(storedId, byIdentifier);
  const confidence = vetoes.length > 0 ? Math.min(Math.max(linking, hints), DOUBTFUL) : Math.max(linking, hints);
  // Where only hints reach this high (a role mailbox), the record is a candidate whatever was asked for.
  const mayLink = vetoes.length === 0 && !strictRefuses && linking >= hints && linking > 0;
  return decide({ confidence, evidence: sorted(evidence), vetoes: strongestOfEachRule(vetoes), mayLink }, options);
}

/** The first word about any of its ids. */
function saidOfRecord(ids: readonly RecordId[], { said }: ScoreOptions): Said {
  for (const id of ids) {
    const word = said?.(id) ?? null;
    if (word !== null) return word;
  }
  return null;
}

function decide({ mayLink, ...rest }: Omit<Score, 'decision'> & { mayLink: boolean }, options: ScoreOptions): Score {
  if (mayLink && rest.confidence >= options.minConfidence) return { decision: 'LINK', ...rest };
  return { decision: rest.confidence >= CANDIDATE_FROM ? 'CANDIDATE' : 'NONE', ...rest };
}

/** A finding, and the most it may count: how sure it is that the profile it comes from is the customer. */
interface ChainedFinding extends Finding {
  limit: number;
}

function chained(finding: Finding, { confidence }: MatchProfile): ChainedFinding {
  if (finding.verdict.weight <= confidence) return { ...finding, limit: confidence };
  const note = `${finding.verdict.note ?? ''} (by way of a linked record)`;
  return { ...finding, limit: confidence, verdict: { ...finding.verdict, weight: confidence, note } };
}

function strongest(verdicts: readonly RuleVerdict[]): number {
  return Math.max(0, ...verdicts.map(({ weight }) => weight));
}

function strongestOfEachRule(verdicts: readonly RuleVerdict[]): RuleVerdict[] {
  const byRule = new Map<string, RuleVerdict>();
  for (const verdict of sorted(verdicts)) {
    const key = `${verdict.rule} ${verdict.identifier}`;
    if (!byRule.has(key)) byRule.set(key, verdict);
  }
  return [...byRule.values()];
}

function sorted(verdicts: readonly RuleVerdict[]): RuleVerdict[] {
  const text = (verdict: RuleVerdict): string => `${verdict.rule} ${verdict.identifier} ${verdict.note ?? ''}`;
  return [...verdicts].sort((a, b) => b.weight - a.weight || (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
