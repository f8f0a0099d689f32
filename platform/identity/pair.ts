// Two records side by side: every rule of rules.ts that speaks for or against their being one customer. Symmetric, and without
// a decision: score.ts weighs the findings over all records of a customer.
import type { RuleVerdict } from '../exchange/evidence';
import { companiesCompatible } from './company';
import { emailVariants, isBlockedEmail, isRoleMailbox } from './email';
import { shareFamilyName } from './family-names';
import { identifierKey, idsOf } from './identifiers';
import { ownerOfMailbox } from './mailbox';
import type { MatchProfile } from './match-keys';
import { hasName, namesCompatible, type NameVerdict } from './name';
import { phoneVariants } from './phone';
import { REMARKS, RULES, VETOES } from './rules';

/** One rule that spoke. */
export interface Finding {
  verdict: RuleVerdict;
  /** `hint` can make a candidate and never a link; `remark` explains only. */
  means: 'storedId' | 'email' | 'phone' | 'hint' | 'remark';
  /** True where the very same identifier is on both sides and belongs to one person. */
  exact: boolean;
}

export interface PairFindings {
  name: NameVerdict;
  findings: Finding[];
  vetoes: RuleVerdict[];
  /** A person and an organisation hold the same role mailbox. */
  roleMailboxAcrossKinds: boolean;
}

/** What is known of identifiers beyond the two records, as `identifierKey`s. */
export interface KnownIdentifiers {
  /** On so many records that they mean nobody. */
  generic: ReadonlySet<string>;
  /** Held by somebody of another name as well. */
  contested: ReadonlySet<string>;
}

/** Compares two records. */
export function comparePair(a: MatchProfile, b: MatchProfile, known: KnownIdentifiers): PairFindings {
  const name = compareNames(a, b);
  const emails = compareEmails(a, b, name, known);
  const findings = [...storedIds(a, b), ...emails.findings, ...comparePhones(a, b, name, known.generic), ...circumstances(a, b, name)];
  const vetoes: RuleVerdict[] = [];
  if (differ(a.taxId, b.taxId, sameTaxId)) vetoes.push(VETOES.taxId);
  if (differ(a.birthDate, b.birthDate, (left, right) => left === right)) vetoes.push(VETOES.birthDate);
  return { name, findings, vetoes, roleMailboxAcrossKinds: emails.roleMailbox && a.kind !== b.kind };
}

/**
 * Compares the names of two records by what they are: persons by their names, organisations by theirs. A person and the
 * organisation they work for cannot be compared (`absent`); a person and another organisation are `incompatible`.
 */
export function compareNames(a: MatchProfile, b: MatchProfile): NameVerdict {
  if (a.kind === 'PERSON' && b.kind === 'PERSON') return namesCompatible(a.name, b.name);
  if (a.kind === b.kind) return companiesCompatible(organisationName(a), organisationName(b));
  const [person, organisation] = a.kind === 'PERSON' ? [a, b] : [b, a];
  const ownName = namesCompatible(person.name, organisation.name);
  if (ownName === 'same' || ownName === 'absent') return ownName;
  const employer = companiesCompatible(person.company, organisationName(organisation));
  return employer === 'same' || employer === 'compatible' ? 'absent' : 'incompatible';
}

function organisationName(profile: MatchProfile): string | null {
  return profile.name.full ?? profile.company ?? profile.name.family ?? profile.name.given;
}

function fits(name: NameVerdict): boolean {
  return name === 'same' || name === 'compatible';
}

function storedIds(a: MatchProfile, b: MatchProfile): Finding[] {
  const stored = idsOf(b).some((id) => a.externalIds.includes(id)) || idsOf(a).some((id) => b.externalIds.includes(id));
  return stored ? [{ verdict: RULES.crosswalk, means: 'storedId', exact: true }] : [];
}

function compareEmails(
  a: MatchProfile,
  b: MatchProfile,
  name: NameVerdict,
  known: KnownIdentifiers,
): { findings: Finding[]; roleMailbox: boolean } {
  const findings: Finding[] = [];
  let roleMailbox = false;
  for (const left of a.emails) {
    for (const right of b.emails) {
      const same = left.value === right.value;
      if (!same && !overlap(emailVariants(left.value), emailVariants(right.value))) continue;
      if (isBlockedEmail(left.value) || isBlockedEmail(right.value)) continue;
      if ([left, right].some(({ value }) => known.generic.has(identifierKey({ by: 'email', value })))) {
        findings.push({ verdict: REMARKS.genericEmail, means: 'remark', exact: false });
      } else if ((isRoleMailbox(left.value) || isRoleMailbox(right.value)) && (a.kind === 'PERSON' || b.kind === 'PERSON')) {
        roleMailbox ||= same;
        findings.push({ verdict: RULES.roleMailbox, means: 'hint', exact: false });
      } else if (!same) {
        findings.push({ verdict: RULES.emailVariant, means: 'email', exact: false });
      } else {
        const doubt = name === 'absent' ? doubtOf(left.value, a, b, known) : null;
        const verified = [left.verified, right.verified].includes(true) && ![left.verified, right.verified].includes(false);
        // A household shares its phone as well: two identifiers of a house do not make one person.
        findings.push({ verdict: doubt ?? emailRule(name, verified), means: 'email', exact: doubt === null });
      }
    }
  }
  return { findings, roleMailbox };
}

/** Where names cannot be compared, the address must not speak against it: null = it does not. */
function doubtOf(email: string, a: MatchProfile, b: MatchProfile, { contested }: KnownIdentifiers): RuleVerdict | null {
  if (contested.has(identifierKey({ by: 'email', value: email }))) return RULES.foreignEmail;
  const people = [a, b].filter(({ kind }) => kind === 'PERSON');
  const owners = people.map(({ name }) => ownerOfMailbox(email, name));
  if (owners.includes('HOUSEHOLD')) return RULES.householdEmail;
  if (owners.includes('SOMEBODY_ELSE')) return RULES.foreignEmail;
  // Two names in two scripts: they are one person's if the address bears the one, and both have the same family name.
  const twoScripts = people.length === 2 && hasName(a.name) && hasName(b.name);
  return twoScripts && !(owners.includes('THEM') && shareFamilyName(a.name, b.name)) ? RULES.foreignEmail : null;
}

function emailRule(name: NameVerdict, verified: boolean): RuleVerdict {
  if (fits(name)) return verified ? RULES.emailVerifiedAndName : RULES.emailAndName;
  return name === 'absent' ? RULES.email : RULES.emailOtherName;
}

function comparePhones(a: MatchProfile, b: MatchProfile, name: NameVerdict, generic: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  for (const left of a.phones) {
    for (const right of b.phones) {
      const same = left.value === right.value;
      if (!same && !phoneVariants(left.value).includes(right.value)) continue;
      if ([left, right].some(({ value }) => generic.has(identifierKey({ by: 'phone', value })))) {
        findings.push({ verdict: REMARKS.genericPhone, means: 'remark', exact: false });
      } else if (left.shared || right.shared) {
        findings.push({ verdict: RULES.sharedPhone, means: 'phone', exact: false });
      } else if (!same) {
        findings.push({ verdict: RULES.phoneVariant, means: 'phone', exact: false });
      } else {
        findings.push({ verdict: fits(name) ? RULES.phoneAndName : RULES.phone, means: 'phone', exact: true });
      }
    }
  }
  return findings;
}

function circumstances(a: MatchProfile, b: MatchProfile, name: NameVerdict): Finding[] {
  if (!fits(name)) return [];
  const findings: Finding[] = [];
  const [left, right] = [postcode(a.postalCode), postcode(b.postalCode)];
  if (left !== null && left === right) findings.push({ verdict: RULES.nameAndPostcode, means: 'hint', exact: false });
  const company = a.kind === 'PERSON' && b.kind === 'PERSON' ? companiesCompatible(a.company, b.company) : 'absent';
  if (company === 'same') findings.push({ verdict: RULES.nameAndCompany, means: 'hint', exact: false });
  return findings;
}

function postcode(text: string | null): string | null {
  const bare = (text ?? '').normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '');
  return bare === '' ? null : bare;
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  return a.some((value) => b.includes(value));
}

function differ(a: string | null, b: string | null, same: (a: string, b: string) => boolean): boolean {
  return a !== null && b !== null && !same(a, b);
}

/** Punctuation and a leading country code do not make another tax id: `DE 123 456 789` is `123456789`. */
function sameTaxId(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, ''),
  );
  if (left === undefined || right === undefined || left === '' || right === '') return true;
  const withoutCountry = (text: string): string => text.replace(/^[A-Z]{2}(?=\d{5})/, '');
  const oneHasNoCountry = withoutCountry(left) === left || withoutCountry(right) === right;
  return left === right || (oneHasNoCountry && withoutCountry(left) === withoutCountry(right));
}
