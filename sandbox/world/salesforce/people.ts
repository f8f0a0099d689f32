// What Salesforce has on a person: a contact below the account of their firm, or a lead as long as they are only interested. Spelt as
// its own people type: other capitals, other ways to write a number, another address, a title that disagrees.
import type { Person } from '../people';
import { writePhone, type PhoneNumber, type PhoneStyle } from '../phone-numbers';
import type { Random } from '../random';
import type { WrittenPerson } from '../record-writers';
import { nameIn } from '../spelling';
import type { WorldBuilder } from '../world-builder';

/** Who a story is told of. */
export interface ForceRecordOf {
  /** Contact or lead. */
  whoId: string;
  /** Null for leads. */
  contactId: string | null;
  accountId: string | null;
  ownerId: string;
  /** Days since the record was made. */
  sinceDays: number;
}

export interface ForceHouse {
  ownerId: string;
  /** Ids of the accounts by the firms' domains; gains those that are written. */
  accounts: Map<string, string>;
}

const SOURCES = ['Web', 'Partner Referral', 'Trade Show', 'Phone Inquiry', 'Purchased List', 'Other'] as const;

/** Their record, and the further ones: a lead that they were before, a contact that was merged into theirs. */
export function writeForceRecord(build: WorldBuilder, random: Random, one: WrittenPerson, house: ForceHouse): ForceRecordOf {
  const { person, contact } = one;
  const { ownerId } = house;
  const sinceDays = random.int(Math.max(2, Math.floor(person.knownForDays / 2)), person.knownForDays);
  const common = {
    ...{
      person: person.id,
      ownerId,
      createdAt: build.ago(sinceDays, random.next() * 20),
      updatedAt: build.ago(random.int(0, sinceDays - 1)),
    },
    ...pointsOf(random, person),
    ...nameOf(random, person),
    ...(random.chance(0.6) ? { street: person.street, city: person.city, postalCode: person.postalCode } : {}),
    country: random.pick(person.culture.countryNames),
    leadSource: random.pick(SOURCES),
    title: random.chance(0.1) ? 'Managing Director' : person.jobTitle,
  };
  if (person.plot === 'lead' && random.chance(0.8)) {
    const status = random.pick(['Open - Not Contacted', 'Working - Contacted', 'Closed - Not Converted']);
    const lead = build.salesforce.lead({ ...common, company: person.firm?.name ?? '[not provided]', status });
    return { whoId: lead.id, contactId: null, accountId: null, ownerId, sinceDays };
  }
  const accountId = accountOf(build, random, one, house);
  const written = build.salesforce.contact({
    ...common,
    accountId,
    homePhone: person.firm === null && random.chance(0.3) ? writtenPhone(random, person.landline) : null,
    optedOutOfEmail: random.chance(0.12),
    doNotCall: random.chance(0.04),
    birthDate: random.chance(0.1) ? `19${random.int(50, 99)}-0${random.int(1, 9)}-${random.int(10, 28)}` : null,
    custom: {
      ...(contact !== null && random.chance(0.3) ? { HubSpot_Id__c: contact.id } : {}),
      ...(random.chance(0.4) ? { Loyalty_Tier__c: random.pick(['bronze', 'silver', 'gold']), Newsletter_Count__c: random.int(0, 40) } : {}),
    },
  });
  const before = { ...common, createdAt: build.ago(person.knownForDays, 1), updatedAt: common.createdAt };
  if (random.chance(0.08)) build.salesforce.contact({ ...before, deleted: true, mergedInto: written.id });
  if (random.chance(0.08)) {
    const company = person.firm?.name ?? '[not provided]';
    build.salesforce.lead({ ...before, company, status: 'Closed - Converted', convertedContactId: written.id });
  }
  return { whoId: written.id, contactId: written.id, accountId, ownerId, sinceDays };
}

function accountOf(build: WorldBuilder, random: Random, { person: { firm, plot } }: WrittenPerson, house: ForceHouse): string | null {
  if (firm === null) return null;
  const known = house.accounts.get(firm.domain);
  if (known !== undefined) return known;
  const account = build.salesforce.account({
    ...{ name: firm.name, ownerId: house.ownerId, createdAt: build.ago(random.int(300, 1_400)), updatedAt: build.ago(random.int(0, 200)) },
    ...{ type: plot === 'lead' || plot === 'prospect' ? 'Prospect' : 'Customer - Direct', phone: writtenPhone(random, firm.switchboard) },
    ...{ website: random.chance(0.8) ? `https://www.${firm.domain}/` : null, industry: random.chance(0.7) ? firm.industry : null },
    employees: random.chance(0.6) ? firm.employees : null,
  });
  house.accounts.set(firm.domain, account.id);
  return account.id;
}

/** Without an address there is a number: somebody has to be reached. */
function pointsOf(random: Random, person: Person): { email: string | null; phone: string | null; mobile: string | null } {
  const how = random.weighted({ same: 68, capitals: 14, other: 10, none: 8 });
  const hasNumber = person.landline !== null || person.mobile !== null;
  const addresses = {
    same: person.email,
    capitals: capitalised(person.email),
    other: person.otherEmail,
    none: hasNumber ? null : person.email,
  };
  const email = addresses[how];
  const phoneless = email !== null && random.chance(0.25);
  return {
    email,
    phone: phoneless ? null : writtenPhone(random, person.landline),
    mobile: phoneless && random.chance(0.5) ? null : writtenPhone(random, person.mobile),
  };
}

function capitalised(email: string): string {
  return email.replace(/(^|[._])([a-z])/g, (all) => all.toUpperCase());
}

/** Salesforce keeps a number as it was typed. */
function writtenPhone(random: Random, phone: PhoneNumber | null): string | null {
  if (phone === null) return null;
  const style = random.pick<PhoneStyle>(['plain', 'spaced', 'spaced', 'double-zero', 'zero-in-brackets', 'local', 'local']);
  return writePhone(phone, style, random) + (!phone.mobile && random.chance(0.05) ? ' ext. 12' : '');
}

/** A last name has to be there: whoever has none in the first CRM has a placeholder here. */
function nameOf(random: Random, person: Person): { firstName: string | null; lastName: string } {
  if (person.cases.has('missing-name')) return { firstName: null, lastName: '[not provided]' };
  const { first, last } = nameIn(person, 'crm', random);
  return { firstName: random.chance(0.05) ? `${first.charAt(0)}.` : first, lastName: last };
}
