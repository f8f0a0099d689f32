// The hard cases have the shares they say they have, in the labels and in the records, and the README's table says the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { CASES, type CaseGroup, type CaseName } from '../../../sandbox/world/cases';
import { createWorld } from '../../../sandbox/world/create-world';
import { dealOutCases } from '../../../sandbox/world/hard-cases';
import { createPopulation } from '../../../sandbox/world/people';
import { createRandom } from '../../../sandbox/world/random';
import type { MarketingProfile } from '../../../sandbox/world/marketing-story';
import type { PaymentCustomer } from '../../../sandbox/world/payment-story';
import type { ShopCustomer } from '../../../sandbox/world/shop-story';
import type { BillingCustomer, CrmContact, HelpdeskUser, TrueIdentity } from '../../../sandbox/world/story';

const world = createWorld({ seed: 11, people: 4_000, now: '2026-03-10T09:30:00.000Z' });

interface Known {
  identity: TrueIdentity;
  contacts: CrmContact[];
  users: HelpdeskUser[];
  customers: BillingCustomer[];
  buyers: ShopCustomer[];
  payers: PaymentCustomer[];
  profiles: MarketingProfile[];
}

const known = new Map<string, Known>(
  world.truth.map((identity) => [identity.id, { identity, contacts: [], users: [], customers: [], buyers: [], payers: [], profiles: [] }]),
);
for (const contact of world.crm.contacts) if (!contact.archived) known.get(contact.person)?.contacts.push(contact);
for (const user of world.helpdesk.users) if (!user.deleted) known.get(user.person)?.users.push(user);
for (const customer of world.billing.customers) known.get(customer.person)?.customers.push(customer);
for (const buyer of world.shop.customers) known.get(buyer.person)?.buyers.push(buyer);
for (const payer of world.payments.customers) if (!payer.deleted) known.get(payer.person)?.payers.push(payer);
for (const profile of world.marketing.profiles) known.get(profile.person)?.profiles.push(profile);
const people = [...known.values()].filter(({ identity }) => identity.kind === 'person');
const onTop = (person: Known): boolean => person.contacts.length + person.users.length + person.customers.length === 0;

const GROUPS: Record<CaseGroup, (person: Known) => boolean> = {
  people: (person) => !onTop(person),
  'people, on top': (person) => !onTop(person),
  'in several systems': ({ contacts, users, customers }) => [contacts, users, customers].filter((list) => list.length > 0).length > 1,
  'in the CRM': ({ contacts }) => contacts.length > 0,
  'in the helpdesk': ({ users }) => users.length > 0,
  'in billing': ({ customers }) => customers.length > 0,
  'in CRM and helpdesk': ({ contacts, users }) => contacts.length > 0 && users.length > 0,
  'in the shop': ({ buyers }) => buyers.length > 0,
  'in payments': ({ payers }) => payers.length > 0,
  'in marketing': ({ profiles }) => profiles.length > 0,
  'in CRM and payments': ({ contacts, payers }) => contacts.length > 0 && payers.length > 0,
  'in CRM and marketing': ({ contacts, profiles }) => contacts.length > 0 && profiles.length > 0,
  'in shop and marketing': ({ buyers, profiles }) => buyers.length > 0 && profiles.length > 0,
  'with a changed email': ({ identity }) => identity.cases.includes('changed-email'),
};

const lower = (email: string | null): string => (email ?? '').toLowerCase();
const emails = ({ contacts, users, customers }: Known): string[] =>
  [...contacts, ...users, ...customers].map(({ email }) => email ?? '').filter((email) => email !== '');
const others = ({ users, customers }: Known): (HelpdeskUser | BillingCustomer)[] => [...users, ...customers];
const first = (person: Known): string => lower(person.contacts[0]?.email ?? null);

const knownTo = ({ buyers, payers, profiles }: Known): string =>
  [buyers, payers, profiles].map((list) => (list.length > 0 ? 'x' : '-')).join('');
const shopSays = ({ buyers: [buyer] }: Known): string | undefined =>
  buyer?.email === null ? undefined : buyer?.emailConsent.state.replace('NOT_', 'NEVER_');
const marketingSays = ({ profiles: [profile] }: Known): string | undefined =>
  profile?.email === null ? undefined : profile?.emailConsent.state;

/** What a case looks like in the records, without asking for its label. */
const SEEN: Partial<Record<CaseName, (person: Known) => boolean>> = {
  'billing-only': ({ contacts, users, customers }) => contacts.length + users.length === 0 && customers.length > 0,
  'duplicate-crm-contact': ({ contacts: [one, other] }) => other !== undefined && one?.email !== other.email,
  'merged-crm-contact': ({ contacts }) => contacts.some(({ mergedIds }) => mergedIds.length > 0),
  'missing-name': ({ contacts }) => contacts.some(({ firstName, lastName }) => firstName === null && lastName === null),
  'phone-extension': ({ contacts }) => contacts.some(({ phone }) => parsePhoneNumberFromString(phone ?? '', 'DE')?.ext !== undefined),
  'archived-crm-contact': ({ identity }) => world.crm.contacts.some(({ archived, person }) => archived && person === identity.id),
  'two-helpdesk-users': ({ users }) => users.length > 1,
  'merged-helpdesk-user': ({ users }) => users.some(({ mergedIds }) => mergedIds.length > 0),
  'deleted-helpdesk-user': ({ identity }) => world.helpdesk.users.some(({ deleted, person }) => deleted && person === identity.id),
  'person-on-role-mailbox': ({ users }) => users.some(({ email }) => lower(email).startsWith('info@')),
  'crosswalk-id': ({ users, contacts }) => users.some(({ externalId }) => externalId !== null && externalId === contacts[0]?.id),
  'two-billing-accounts': ({ customers }) => customers.length > 1,
  'placeholder-email': ({ customers }) => customers.some(({ email }) => /^(test|no-?reply|none)@/.test(email ?? '')),
  'upper-case-email': (person) => emails(person).some((email) => email !== email.toLowerCase()),
  'old-email-kept': ({ contacts }) => contacts.some(({ additionalEmails }) => additionalEmails.length > 0),
  'plus-tag': (person) =>
    others(person).some(({ email }) => lower(email).replace(/\+\w+@/, '@') === first(person) && lower(email) !== first(person)),
  'mailbox-dots': (person) =>
    others(person).some(
      ({ email }) =>
        lower(email) !== first(person) && lower(email).replaceAll('.', '') === first(person).replaceAll('.', '') && first(person) !== '',
    ),
  'brazil-ninth-digit': ({ contacts: [contact], users, customers }) =>
    [...users, ...customers].some(
      ({ phone }) =>
        contact?.mobile?.startsWith('+55') !== undefined &&
        /^\+?5?5?\D*\d\d\D*7\D?555?\D?\d{4,5}$/.test(phone ?? '') &&
        /9\D?7555/.test(contact?.mobile ?? ''),
    ),
  'shop-only': (person) => onTop(person) && knownTo(person) === 'x--',
  'payments-only': (person) => onTop(person) && knownTo(person) === '-x-',
  'marketing-only': (person) => onTop(person) && knownTo(person) === '--x',
  'guest-beside-account': ({ buyers: [account, guest] }) =>
    account?.hasAccount === true && guest?.hasAccount === false && guest.phone !== null && guest.email !== account.email,
  'shop-phone-only': ({ buyers }) => buyers.some(({ email, phone }) => email === null && phone !== null),
  'several-payment-customers': ({ payers: [one, ...more] }) =>
    more.length > 0 && more.every(({ email }) => email !== null && lower(email) === lower(one?.email ?? null)),
  'mixed-case-payment-email': ({ payers }) => payers.some(({ email }) => /^[^@]*[A-Z][^@]*[a-z][^@]*@[A-Z]/.test(email ?? '')),
  'deleted-payment-customer': ({ identity }) => world.payments.customers.some(({ deleted, person }) => deleted && person === identity.id),
  'two-marketing-profiles': ({ profiles }) => {
    const states = profiles.filter(({ email }) => email !== null).map(({ emailConsent }) => emailConsent.state);
    return states.length === 2 && states.includes('SUBSCRIBED') && states.includes('UNSUBSCRIBED');
  },
  'marketing-by-phone': ({ profiles: [one, other] }) =>
    one?.email !== null && one?.phone === null && other?.email === null && other.phone !== null,
  'bounced-address': ({ profiles }) => profiles.some(({ suppressed }) => suppressed?.reason === 'HARD_BOUNCE'),
  'consent-disagrees': (person) => {
    const [shop, marketing] = [shopSays(person), marketingSays(person)];
    return shop !== undefined && marketing !== undefined && shop !== marketing && [shop, marketing].includes('SUBSCRIBED');
  },
  'crm-id-in-payments': ({ payers, contacts }) =>
    payers.some(({ metadata }) => metadata['hubspot_contact'] !== undefined && metadata['hubspot_contact'] === contacts[0]?.id),
  'crm-id-in-marketing': ({ profiles, contacts }) =>
    profiles.some(({ externalId }) => externalId !== null && externalId === contacts[0]?.id),
};

describe('the hard cases', () => {
  it.each(Object.keys(CASES))('%s has its stated share', (name) => {
    const { share, of } = CASES[name as CaseName];
    const group = people.filter(GROUPS[of]);
    const labelled = (of === 'people, on top' ? people : group).filter(({ identity }) => identity.cases.includes(name));
    expect(Math.abs(labelled.length / group.length - share)).toBeLessThanOrEqual(Math.max(0.003, share * 0.06));
    const seen = SEEN[name as CaseName];
    if (seen !== undefined) expect(labelled.filter((person) => !seen(person)).map(({ identity }) => identity)).toEqual([]);
  });

  it('shows nothing of the sort in people who are not labelled so', () => {
    const plain = people.filter(({ identity }) => identity.cases.every((name) => name === 'crosswalk-id' || name === 'local-phone-format'));
    expect(plain.length).toBeGreaterThan(1_000);
    for (const name of Object.keys(SEEN) as CaseName[]) {
      if (name === 'crosswalk-id') continue;
      expect([name, plain.filter((person) => SEEN[name]?.(person)).length]).toEqual([name, 0]);
    }
  });

  it('lets a switchboard be on more than three people’s records, and a family’s landline on three at most', () => {
    const holders = (name: CaseName): number[] => {
      const byPhone = new Map<string, Set<string>>();
      for (const { identity, contacts } of people) {
        const number = identity.cases.includes(name) ? parsePhoneNumberFromString(contacts[0]?.phone ?? '') : undefined;
        if (number?.isValid() === true) byPhone.set(number.number, (byPhone.get(number.number) ?? new Set()).add(identity.id));
      }
      return [...byPhone.values()].map((set) => set.size);
    };
    expect(Math.max(...holders('shared-office-phone'))).toBeGreaterThan(3);
    expect(Math.max(...holders('shared-family-mailbox'))).toBeLessThanOrEqual(3);
  });

  it('puts one address before two people where a mailbox is shared or inherited', () => {
    for (const name of ['shared-family-mailbox', 'inherited-mailbox'] as const) {
      const byEmail = new Map<string, Set<string>>();
      for (const person of people.filter(({ identity }) => identity.cases.includes(name))) {
        for (const email of emails(person)) byEmail.set(lower(email), (byEmail.get(lower(email)) ?? new Set()).add(person.identity.id));
      }
      expect([...byEmail.values()].filter((set) => set.size > 1).length).toBeGreaterThan(15);
    }
  });

  it('never gives two of one household the same name: nobody could tell them apart', () => {
    const population = createPopulation(createRandom(15), 1_000);
    dealOutCases(createRandom(15), population);
    const households = new Map<string, string[]>();
    for (const { cases, email, given } of population.people) {
      if (cases.has('shared-family-mailbox')) households.set(email, [...(households.get(email) ?? []), given.own]);
    }
    expect([...households.values()].some((names) => names.length === 3)).toBe(true);
    for (const names of households.values()) expect(new Set(names).size).toBe(names.length);
  });

  it('is described by the table in sandbox/README.md', () => {
    const readme = readFileSync(join(__dirname, '../../../sandbox/README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| +([\d.]+) % +\| +([^|]+?) +\| +([^|]+?) +\|$/gm)].map(
      ([, name, share, of, what]) => [name, Number(share), of, what],
    );
    expect(rows).toEqual(Object.entries(CASES).map(([name, { share, of, what }]) => [name, Number((share * 100).toFixed(1)), of, what]));
  });
});
