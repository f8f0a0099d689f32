// The mess of real life, by name and in stated shares: the only place where the shares are set. sandbox/README.md shows this
// table and a test measures both. `of` says whom the share is taken of.

export type CaseGroup =
  'people' | 'in several systems' | 'in the CRM' | 'in the helpdesk' | 'in billing' | 'in CRM and helpdesk' | 'with a changed email';

export interface MessyCase {
  share: number;
  of: CaseGroup;
  what: string;
}

function messy(share: number, of: CaseGroup, what: string): MessyCase {
  return { share, of, what };
}

export const CASES = {
  'billing-only': messy(0.05, 'people', 'the CRM and the helpdesk have never heard of them'),
  'helpdesk-only': messy(0.04, 'people', 'only the helpdesk knows them'),
  'shared-family-mailbox': messy(0.03, 'people', 'two or three of one household use one address and one landline'),
  'shared-office-phone': messy(0.03, 'people', 'four to seven colleagues give the switchboard as their number'),
  'same-name': messy(0.02, 'people', 'two people of one name who have nothing to do with each other'),
  'inherited-mailbox': messy(
    0.01,
    'people',
    'the CRM has the successor under the address that billing or the helpdesk keeps for the one who left',
  ),
  'local-phone-format': messy(0.25, 'people', 'a number without its country: 030 23125001, (212) 555-0123'),
  'duplicate-crm-contact': messy(0.04, 'in the CRM', 'a second contact with another address and the same phone'),
  'archived-crm-contact': messy(0.01, 'in the CRM', 'an older contact of theirs lies in the archive'),
  'merged-crm-contact': messy(0.02, 'in the CRM', 'another contact was merged into theirs'),
  'missing-name': messy(0.02, 'in the CRM', 'the contact has no name at all'),
  'phone-extension': messy(0.03, 'in the CRM', 'the number ends in an extension'),
  'two-helpdesk-users': messy(0.03, 'in the helpdesk', 'wrote from a second address, which made a second user'),
  'merged-helpdesk-user': messy(0.015, 'in the helpdesk', 'another user was merged into theirs'),
  'deleted-helpdesk-user': messy(0.015, 'in the helpdesk', 'an older user of theirs was deleted'),
  'person-on-role-mailbox': messy(0.01, 'in the helpdesk', 'writes from the info@ of the firm'),
  'crosswalk-id': messy(0.25, 'in CRM and helpdesk', 'the helpdesk keeps the contact id of the CRM'),
  'two-billing-accounts': messy(0.02, 'in billing', 'has a second account'),
  'placeholder-email': messy(0.015, 'in billing', 'test@test.com, noreply@ and the like'),
  'blank-strings': messy(0.03, 'in billing', "'' or ' ' where nothing is known"),
  'changed-email': messy(0.06, 'in several systems', 'the CRM has the new address, the others the old one'),
  'old-email-kept': messy(0.5, 'with a changed email', 'the CRM keeps the old address as an additional one'),
  'email-typo': messy(0.03, 'in several systems', 'one letter of the address is wrong in one system'),
  'upper-case-email': messy(0.04, 'in several systems', 'one system has the address in capitals'),
  'plus-tag': messy(0.02, 'in several systems', 'name+shop@ in one system'),
  'mailbox-dots': messy(0.015, 'in several systems', 'a.da@ in one system, ada@ in another'),
  'no-email': messy(0.02, 'in several systems', 'one system has no address, only a phone number'),
  nickname: messy(0.03, 'in several systems', 'Bob in one system, Robert in another'),
  'accents-dropped': messy(0.05, 'in several systems', 'Müller, Mueller, Muller'),
  'romanised-name': messy(0.04, 'in several systems', 'own script in the CRM, Latin letters elsewhere'),
  'swapped-names': messy(0.02, 'in several systems', 'first and last name the wrong way round in one system'),
  'brazil-ninth-digit': messy(0.015, 'in several systems', 'one system has the mobile number without its ninth digit'),
} as const satisfies Record<string, MessyCase>;

export type CaseName = keyof typeof CASES;

/** Organisations known by a role mailbox (info@, sales@, support@, billing@): so many for each person. */
export const ROLE_MAILBOX_SHARE = 0.03;
