// Deals the hard cases out to the people, in the stated shares: first those that tie several people together, then those
// of one person. Labels only what the record writers will then really do.
import { CASES, type CaseGroup, type CaseName } from './cases';
import { createMailboxes, MAIL_PROVIDERS, mailboxName, spellOut } from './email-addresses';
import { systemsOf, type Person, type Plot, type Population } from './people';
import type { Random } from './random';

/** Changes the people in place. */
export function dealOutCases(random: Random, population: Population): void {
  const { people } = population;
  for (const plot of ['billing-only', 'helpdesk-only'] as const) {
    const untouched = people.filter((one) => one.cases.size === 0);
    for (const person of random.sample(untouched, quota(people, plot))) becomeUnknown(person, plot, random);
  }
  tieTogether(random, population);
  const spokesmen = oneOfEachFirm(people.filter((person) => person.systems.helpdesk));
  const mailboxIsWhole = (person: Person): boolean => !EXCLUSIVE_EMAIL.some((other) => person.cases.has(other)) && !sharesMailbox(person);
  for (const name of EXCLUSIVE_EMAIL) {
    deal(random, people, name, (person) => mailboxIsWhole(person) && (name !== 'person-on-role-mailbox' || spokesmen.has(person)));
  }
  for (const name of EXCLUSIVE_NAME) deal(random, people, name, (person) => !EXCLUSIVE_NAME.some((other) => person.cases.has(other)));
  for (const name of INDEPENDENT) deal(random, people, name, (person) => name !== 'two-helpdesk-users' || !sharesMailbox(person));
}

/** Cases that change an address; one a person. */
export const EXCLUSIVE_EMAIL = [
  'changed-email',
  'email-typo',
  'upper-case-email',
  'plus-tag',
  'mailbox-dots',
  'no-email',
  'placeholder-email',
  'person-on-role-mailbox',
] as const;
const EXCLUSIVE_NAME = ['romanised-name', 'nickname', 'accents-dropped', 'swapped-names', 'missing-name'] as const;
const INDEPENDENT = [
  ...([
    'old-email-kept',
    'crosswalk-id',
    'duplicate-crm-contact',
    'archived-crm-contact',
    'merged-crm-contact',
    'phone-extension',
  ] as const),
  ...([
    'two-helpdesk-users',
    'merged-helpdesk-user',
    'deleted-helpdesk-user',
    'two-billing-accounts',
    'blank-strings',
    'brazil-ninth-digit',
    'local-phone-format',
  ] as const),
];

const inSeveral = ({ systems: { crm, helpdesk, billing } }: Person): boolean => Number(crm) + Number(helpdesk) + Number(billing) > 1;

const GROUPS: Record<CaseGroup, (person: Person) => boolean> = {
  people: () => true,
  'people, on top': () => true,
  'in several systems': inSeveral,
  'in the CRM': (person) => person.systems.crm,
  'in the helpdesk': (person) => person.systems.helpdesk,
  'in billing': (person) => person.systems.billing,
  'in CRM and helpdesk': (person) => person.systems.crm && person.systems.helpdesk,
  'in the shop': (person) => person.systems.shop,
  'in payments': (person) => person.systems.payments,
  'in marketing': (person) => person.systems.marketing,
  'in CRM and payments': (person) => person.systems.crm && person.systems.payments,
  'in CRM and marketing': (person) => person.systems.crm && person.systems.marketing,
  'in shop and marketing': (person) => person.systems.shop && person.systems.marketing,
  'with a changed email': (person) => person.cases.has('changed-email'),
};

/** What somebody must have, beyond belonging to the case's group, for the case to be possible. */
const NEEDS: Partial<Record<CaseName, (person: Person) => boolean>> = {
  nickname: (person) => person.given.nickname !== undefined,
  'accents-dropped': (person) =>
    person.given.latin === undefined && spellOut(person.given.own + person.family.own) !== person.given.own + person.family.own,
  'romanised-name': (person) => person.given.latin !== undefined,
  'brazil-ninth-digit': (person) => person.mobile?.country === 'BR' && person.landline === null,
  'phone-extension': (person) => person.landline !== null && !person.cases.has('shared-office-phone'),
  // In the helpdesk nothing tells the country, so that only the house's own country is written the local way there.
  'local-phone-format': (person) => person.systems.crm || person.systems.billing || person.culture.country === 'DE',
  'upper-case-email': (person) => person.systems.billing,
  'duplicate-crm-contact': (person) =>
    !person.cases.has('changed-email') && !person.cases.has('shared-office-phone') && person.mobile !== null,
  'person-on-role-mailbox': (person) => person.firm !== null,
  'missing-name': (person) => person.firm === null || person.systems.helpdesk || person.systems.billing,
};

/** How many people a case is dealt to. */
export function quota(people: readonly Person[], name: CaseName): number {
  return Math.round(people.filter(GROUPS[CASES[name].of]).length * CASES[name].share);
}

/** Gives a case its share of people; too few are allowed = all of those. */
export function deal(random: Random, people: readonly Person[], name: CaseName, allowed: (person: Person) => boolean): void {
  const able = people.filter((person) => GROUPS[CASES[name].of](person) && (NEEDS[name]?.(person) ?? true) && allowed(person));
  for (const person of random.sample(able, quota(people, name))) person.cases.add(name);
}

function becomeUnknown(person: Person, plot: Extract<Plot, 'billing-only' | 'helpdesk-only'>, random: Random): void {
  person.plot = plot;
  person.systems = systemsOf(plot, random);
  person.knownForDays += 60;
  person.cases.add(plot);
}

/** A role mailbox makes one helpdesk user, so that one colleague at most can be that user. */
function oneOfEachFirm(people: Person[]): Set<Person> {
  return new Set(new Map(people.map((person) => [person.firm?.domain, person])).values());
}

/** Whether one address is theirs and somebody else's. */
export function sharesMailbox(person: Person): boolean {
  return person.cases.has('shared-family-mailbox') || person.cases.has('inherited-mailbox');
}

function areNamesakes(a: Person, b: Person): boolean {
  return a.given.own === b.given.own && a.family.own === b.family.own;
}

function tieTogether(random: Random, { people, phones }: Population): void {
  let free = random.sample(
    people.filter((person) => person.systems.crm),
    people.length,
  );
  const mailboxes = createMailboxes();
  /** Takes the next free person and up to `size - 1` more, each of whom fits all the others; nobody is tied twice. */
  const take = (size: number, fits: (first: Person, other: Person) => boolean): Person[] => {
    const [first, ...rest] = free;
    if (first === undefined) return [];
    const group = [first];
    for (const other of rest) if (group.length < size && group.every((member) => fits(member, other))) group.push(other);
    free = free.filter((person) => !group.includes(person));
    return group;
  };
  const fill = (name: CaseName, minimum: number, next: () => Person[]): void => {
    for (let left = quota(people, name); left >= minimum && free.length > 0;) {
      const group = next();
      if (group.length < minimum) continue;
      left -= group.length;
      for (const person of group) person.cases.add(name);
    }
  };

  fill('shared-family-mailbox', 2, () => {
    const [head, ...others] = take(random.int(2, 3), (a, b) => a.culture === b.culture && a.given.own !== b.given.own);
    if (head === undefined || others.length === 0) return [];
    const home = { ...pickHome(head), landline: phones.issue(head.culture.country, false), firm: null, jobTitle: null };
    const email = mailboxes.issue(
      `family.${mailboxName('', head.family.latin ?? head.family.own, random).replace(/^[._]+|[._]+$/g, '')}`,
      random.pick(MAIL_PROVIDERS),
    );
    for (const person of [head, ...others]) Object.assign(person, home, { email, script: head.script });
    return [head, ...others];
  });
  fill('shared-office-phone', 4, () => {
    // Namesakes behind one switchboard would be what a second record of one person looks like.
    const [first, ...others] = take(random.int(4, 7), (a, b) => a.culture === b.culture && !areNamesakes(a, b));
    const firm = first?.firm ?? others.find((other) => other.firm !== null)?.firm;
    if (first === undefined || firm === null || firm === undefined || others.length < 3) return [];
    for (const person of [first, ...others])
      Object.assign(person, { firm, jobTitle: person.jobTitle ?? 'Assistant', landline: firm.switchboard, mobile: null });
    return [first, ...others];
  });
  fill('same-name', 2, () => {
    const [one, other] = take(2, (a, b) => a.culture === b.culture && a.firm !== b.firm);
    if (one === undefined || other === undefined) return [];
    Object.assign(other, { given: one.given, family: one.family, script: one.script });
    return [one, other];
  });
  const loners = random.sample(
    people.filter((person) => !person.systems.crm),
    people.length,
  );
  fill('inherited-mailbox', 2, () => {
    const successor = take(1, () => false)[0];
    const leaver = loners.pop();
    if (successor === undefined || successor.firm === null || leaver === undefined) return [];
    Object.assign(leaver, { email: successor.email, firm: successor.firm });
    successor.systems.helpdesk &&= !leaver.systems.helpdesk;
    return [successor, leaver];
  });
}

function pickHome({ family, street, city, postalCode }: Person): Pick<Person, 'family' | 'street' | 'city' | 'postalCode'> {
  return { family, street, city, postalCode };
}
