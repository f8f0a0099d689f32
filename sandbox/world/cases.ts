// The mess of real life, by name and in stated shares: the only place where the shares are set. sandbox/README.md shows this
// table and a test measures both. `of` says whom the share is taken of.

export type CaseGroup =
  | ('people' | 'people, on top' | 'in several systems' | 'with a changed email')
  | ('in the CRM' | 'in the helpdesk' | 'in billing' | 'in the shop' | 'in payments' | 'in marketing')
  | ('in CRM and helpdesk' | 'in CRM and payments' | 'in CRM and marketing' | 'in shop and marketing');

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
  'changed-email': messy(
    0.06,
    'in several systems',
    'the CRM has the new address, helpdesk and billing the old one, shop, payments and marketing either',
  ),
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
  'shop-only': messy(0.015, 'people, on top', 'only the shop knows them'),
  'payments-only': messy(0.01, 'people, on top', 'only the payment system knows them'),
  'marketing-only': messy(0.03, 'people, on top', 'only the marketing system knows them'),
  'guest-beside-account': messy(0.05, 'in the shop', 'bought as a guest as well, by another address or by phone alone'),
  'shop-phone-only': messy(0.03, 'in the shop', 'the shop has a phone number and no address'),
  'several-payment-customers': messy(0.1, 'in payments', 'two or three customers of one address, each with its own payments'),
  'mixed-case-payment-email': messy(0.08, 'in payments', 'the payment system has the address as typed, capitals in it'),
  'deleted-payment-customer': messy(0.03, 'in payments', 'an older customer of theirs was deleted'),
  'two-marketing-profiles': messy(0.05, 'in marketing', 'a second profile by another address, with the opposite consent'),
  'marketing-by-phone': messy(0.03, 'in marketing', 'a second profile by phone alone, for text messages'),
  'bounced-address': messy(0.03, 'in marketing', 'mail to them bounced, and the address is suppressed whatever the consent says'),
  'consent-disagrees': messy(0.1, 'in shop and marketing', 'one says they want mail, the other that they do not'),
  'crm-id-in-payments': messy(0.2, 'in CRM and payments', 'the payment system keeps the contact id of the CRM'),
  'crm-id-in-marketing': messy(0.3, 'in CRM and marketing', 'the marketing system keeps the contact id of the CRM'),
} as const satisfies Record<string, MessyCase>;

export type CaseName = keyof typeof CASES;

/** Organisations known by a role mailbox (info@, sales@, support@, billing@): so many for each person. */
export const ROLE_MAILBOX_SHARE = 0.03;
