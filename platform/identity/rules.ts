// The rules of identity as data: what each is called, what it compares and how much it is worth alone. score.ts applies them.
// The figures are labels of strength, not probabilities: 0.80 and above links, 0.50 and above is a candidate.
import type { RuleVerdict } from '../exchange/evidence';

type Rule = Omit<RuleVerdict, 'weight'> & { weight: number };

function rule<Name extends string>(name: Name, identifier: RuleVerdict['identifier'], weight: number, note: string): Rule & { rule: Name } {
  return { rule: name, identifier, weight, note };
}

/** What speaks for a link. */
export const RULES = {
  manualLink: rule('MANUAL_LINK', 'id', 1, 'a person said that they are one customer'),
  knownRecord: rule('KNOWN_RECORD', 'id', 1, 'the record is already known to be this customer'),
  crosswalk: rule('CROSSWALK_ID', 'id', 1, "one record stores the other's id"),
  emailVerifiedAndName: rule('SAME_EMAIL_AND_NAME', 'email', 0.95, 'same email address, verified by a source, and a name that fits'),
  emailAndName: rule('SAME_EMAIL_AND_NAME', 'email', 0.9, 'same email address and a name that fits'),
  email: rule('SAME_EMAIL', 'email', 0.85, 'same email address, names cannot be compared'),
  householdEmail: rule('HOUSEHOLD_EMAIL', 'email', 0.6, 'same mailbox of a household, names cannot be compared: anybody of the house?'),
  foreignEmail: rule('EMAIL_OF_ANOTHER', 'email', 0.6, 'same email address, which bears or has another name; names cannot be compared'),
  emailOtherName: rule('SAME_EMAIL_OTHER_NAME', 'email', 0.6, 'same email address under another name: a shared mailbox?'),
  emailVariant: rule('EMAIL_VARIANT', 'email', 0.6, 'addresses that may reach one mailbox'),
  roleMailbox: rule('ROLE_MAILBOX', 'email', 0.5, 'same mailbox of a function, which several people read'),
  phoneAndName: rule('SAME_PHONE_AND_NAME', 'phone', 0.85, 'same phone number and a name that fits'),
  phone: rule('SAME_PHONE', 'phone', 0.6, 'same phone number, without a name that fits'),
  sharedPhone: rule('SHARED_PHONE', 'phone', 0.6, 'same phone number, which a source marks as shared'),
  phoneVariant: rule('PHONE_VARIANT', 'phone', 0.6, 'two ways to write one mobile number'),
  emailAndPhone: rule('EMAIL_AND_PHONE', 'count', 0.97, 'two identifiers agree'),
  nameAndPostcode: rule('NAME_AND_POSTCODE', 'postcode', 0.4, 'a name that fits and the same postcode'),
  nameAndCompany: rule('NAME_AND_COMPANY', 'company', 0.4, 'a name that fits and the same company'),
} as const;

/** What explains why something weighs less than it seems; weight 0, and no veto. */
export const REMARKS = {
  genericEmail: rule('GENERIC_IDENTIFIER', 'email', 0, 'the email address is on too many records of one source to mean anybody'),
  genericPhone: rule('GENERIC_IDENTIFIER', 'phone', 0, 'the phone number is on too many records of one source to mean anybody'),
  otherName: rule('OTHER_NAME', 'name', 0, 'the name does not fit a record of this customer: a candidate at most'),
  unverified: rule('MANUAL_LINKS_UNKNOWN', 'id', 0, 'what people said of these records cannot be read: nothing is linked automatically'),
  strictNeedsTwo: rule('STRICT_NEEDS_TWO_IDENTIFIERS', 'count', 0, 'the strict policy links by two agreeing identifiers or a stored id'),
} as const;

/** What forbids a link. */
export const VETOES = {
  manualUnlink: rule('MANUAL_UNLINK', 'id', 0, 'a person said that they are not the same customer'),
  taxId: rule('DIFFERENT_TAX_ID', 'taxId', 0, 'the tax ids differ'),
  birthDate: rule('DIFFERENT_BIRTH_DATE', 'birthDate', 0, 'the birth dates differ'),
  kind: rule('PERSON_AND_ORGANIZATION', 'email', 0, 'a person and an organisation, joined by a mailbox of a function only'),
} as const;

/** The most a record can reach that a veto or another name speaks against. */
export const DOUBTFUL = 0.6;
/** What a second agreeing identifier adds. */
export const SECOND_IDENTIFIER = 0.02;
/** Below this a record is not even a candidate. */
export const CANDIDATE_FROM = 0.5;
