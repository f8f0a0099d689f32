// The people as they truly are: one name, their real addresses and numbers, and the plot of their story, which decides
// which systems know them. How each system spells all this is the business of the record writers.
import type { CaseName } from './cases';
import { CULTURES, type Culture, type FamilyName, type GivenName } from './cultures';
import { createMailboxes, mailboxName, MAIL_PROVIDERS, type Mailboxes } from './email-addresses';
import { createFirmChooser, createFirms, type Firm } from './firms';
import { createPhoneBook, type PhoneBook, type PhoneNumber } from './phone-numbers';
import type { Random } from './random';
import { SHOWCASE_PHONES } from './showcase';

/** What happens to them: heard of us · about to buy · contented · pays late · in trouble · left · known to one other system only. */
export type Plot = 'lead' | 'prospect' | 'happy' | 'late' | 'angry' | 'churned' | 'billing-only' | 'helpdesk-only';

export type System = 'crm' | 'helpdesk' | 'billing' | 'shop' | 'payments' | 'marketing';

export interface Person {
  id: string;
  culture: Culture;
  given: GivenName;
  family: FamilyName;
  /** Which script they write their name in where they have two. */
  script: 'own' | 'latin';
  firm: Firm | null;
  jobTitle: string | null;
  email: string;
  /** An earlier or private one. */
  otherEmail: string;
  landline: PhoneNumber | null;
  mobile: PhoneNumber | null;
  street: string;
  city: string;
  postalCode: string;
  plot: Plot;
  /** Which systems know them. Of shop, payments and marketing it is decided later, in `online.ts`. */
  systems: Record<System, boolean>;
  /** Days since we first heard of them. */
  knownForDays: number;
  cases: Set<CaseName>;
}

export interface Population {
  people: Person[];
  firms: Firm[];
  phones: PhoneBook;
  mailboxes: Mailboxes;
}

const PLOTS: Record<Exclude<Plot, 'billing-only' | 'helpdesk-only'>, number> = {
  lead: 22,
  prospect: 14,
  happy: 35,
  late: 11,
  angry: 9,
  churned: 6,
};
/** How long somebody of a plot has been known at least, for the plot to have had time. */
const LEAST_DAYS: Record<Plot, number> = {
  lead: 4,
  prospect: 25,
  happy: 60,
  late: 200,
  angry: 60,
  churned: 430,
  'billing-only': 60,
  'helpdesk-only': 60,
};

const JOBS = [
  'Operations Manager',
  'Head of Purchasing',
  'CEO',
  'Office Manager',
  'IT Lead',
  'Accountant',
  'Facility Manager',
  'Product Owner',
  'CFO',
  'Site Engineer',
  'Warehouse Lead',
  'Assistant',
  'Founder',
] as const;

/** `count` people in a fixed order for a seed; nobody shares anything with anybody yet. */
export function createPopulation(random: Random, count: number): Population {
  const phones = createPhoneBook(random, SHOWCASE_PHONES);
  const firms = createFirms(random, phones, Math.max(4, Math.ceil(count / 6)));
  const mailboxes = createMailboxes();
  const invent = createInventor(random, firms, phones, mailboxes);
  const people = Array.from({ length: count }, (_, index) => invent(`person-${String(index + 1).padStart(5, '0')}`));
  return { people, firms, phones, mailboxes: mailboxes };
}

/** Further people beside a population: whatever is theirs is nobody else's. No system knows them yet. */
export function createStrangers(random: Random, { firms, phones, mailboxes }: Population, ids: readonly string[]): Person[] {
  const invent = createInventor(random, firms, phones, mailboxes);
  return ids.map((id) => ({ ...invent(id), systems: { ...UNKNOWN } }));
}

function createInventor(random: Random, firms: Firm[], phones: PhoneBook, mailboxes: Mailboxes): (id: string) => Person {
  const chooseFirm = createFirmChooser(random, firms);
  const weights = Object.fromEntries(CULTURES.map((culture) => [culture.country, culture.weight]));
  return (id) => {
    const country = random.weighted(weights);
    const culture = CULTURES.find((one) => one.country === country) ?? CULTURES[0];
    const [given, family] = [random.pick(culture.given), random.pick(culture.family)];
    const firm = random.chance(0.65) ? chooseFirm(culture) : null;
    const localPart = mailboxName(given.latin ?? given.own, family.latin ?? family.own, random);
    const place = random.pick(culture.cities);
    const plot = random.weighted(PLOTS);
    const hasLandline = random.chance(0.55);
    return {
      ...{ id, culture, given, family, firm, plot, cases: new Set<CaseName>() },
      script: given.latin === undefined || random.chance(0.5) ? 'own' : 'latin',
      jobTitle: firm === null ? null : random.pick(JOBS),
      email: mailboxes.issue(localPart, firm !== null && random.chance(0.75) ? firm.domain : random.pick(MAIL_PROVIDERS)),
      otherEmail: mailboxes.issue(mailboxName(given.latin ?? given.own, family.latin ?? family.own, random), random.pick(MAIL_PROVIDERS)),
      landline: hasLandline ? phones.issue(country, false) : null,
      mobile: hasLandline && random.chance(0.4) ? null : phones.issue(country, true),
      street: culture.streetLine.replace('{s}', random.pick(culture.streets)).replace('{n}', String(random.int(1, 180))),
      city: place.name,
      postalCode: place.postalCode,
      systems: systemsOf(plot, random),
      knownForDays: random.int(LEAST_DAYS[plot], plot === 'lead' ? 300 : 1_400),
    };
  };
}

export const UNKNOWN: Readonly<Person['systems']> = {
  ...{ crm: false, helpdesk: false, billing: false },
  ...{ shop: false, payments: false, marketing: false },
};

/** Which of CRM, helpdesk and billing know somebody of this plot. */
export function systemsOf(plot: Plot, random: Random): Person['systems'] {
  switch (plot) {
    case 'billing-only':
      return { ...UNKNOWN, billing: true };
    case 'helpdesk-only':
      return { ...UNKNOWN, helpdesk: true };
    case 'lead':
      return { ...UNKNOWN, crm: true };
    case 'prospect':
      return { ...UNKNOWN, crm: true, helpdesk: random.chance(0.2) };
    case 'churned':
      return { ...UNKNOWN, crm: true, helpdesk: random.chance(0.5), billing: true };
    default:
      return {
        ...UNKNOWN,
        ...{ crm: true, helpdesk: plot === 'angry' || random.chance(0.75), billing: plot !== 'angry' || random.chance(0.85) },
      };
  }
}
