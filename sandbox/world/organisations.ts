// Firms that a system knows by a role mailbox (info@, support@, …) and no person's name: organisations, not people.
import { ROLE_MAILBOX_SHARE } from './cases';
import type { Firm } from './firms';
import { writePhone } from './phone-numbers';
import type { Random } from './random';
import { tellStory } from './stories';
import { CULTURES } from './cultures';
import { UNKNOWN, type Person } from './people';
import type { CrmHouse, WrittenPerson } from './record-writers';
import type { WorldBuilder } from './world-builder';

/** Adds some of the firms, by the number of people, and answers them as somebody who speaks for each. */
export function tellOrganisations(
  build: WorldBuilder,
  random: Random,
  { firms, people }: { firms: Firm[]; people: readonly Person[] },
  house: CrmHouse,
): WrittenPerson[] {
  const chosen = random.sample(firms, Math.round(people.length * ROLE_MAILBOX_SHARE));
  return chosen.map((firm, index) => {
    const id = `organisation-${String(index + 1).padStart(4, '0')}`;
    build.identity(id, 'organisation', ['role-mailbox']);
    const companyId = house.companyIdOf(firm.domain);
    if (companyId !== null) build.isOf(id, `hubspot:company:${companyId}`);
    const culture = CULTURES.find((one) => one.country === firm.country) ?? CULTURES[0];
    const email = `${random.pick(['info', 'info', 'sales', 'support', 'billing', 'office'])}@${firm.domain}`;
    const phone = writePhone(firm.switchboard, random.pick(['plain', 'spaced']), random);
    const knownForDays = random.int(90, 900);
    const place = random.pick(culture.cities);
    const common = { person: id, email, phone, createdAt: build.ago(knownForDays) };
    const [inCrm, inHelpdesk, inBilling] = random.pick([
      [true, true, true],
      [true, false, true],
      [true, true, false],
      [false, true, true],
    ]);
    const contact = inCrm
      ? build.contact({ ...common, company: firm.name, companyId, lifecycleStage: 'customer', country: culture.countryNames[0] })
      : null;
    const user = inHelpdesk
      ? build.user({ ...common, name: firm.name, phoneIsDirect: false, organisation: firm.name, locale: culture.locale })
      : null;
    const customer = inBilling
      ? build.customer({
          ...common,
          company: firm.name,
          taxId: firm.taxId,
          country: firm.country,
          street: random.pick(culture.streets),
          city: place.name,
          postalCode: place.postalCode,
        })
      : null;
    const speaker: Person = {
      ...{
        id,
        culture,
        given: { own: 'team' },
        family: { own: firm.name },
        script: 'latin',
        firm,
        jobTitle: null,
        email,
        otherEmail: email,
        landline: firm.switchboard,
      },
      ...{
        mobile: null,
        street: '',
        city: place.name,
        postalCode: place.postalCode,
        plot: random.chance(0.2) ? 'late' : 'happy',
        knownForDays,
        cases: new Set(),
      },
      systems: { ...UNKNOWN, crm: inCrm, helpdesk: inHelpdesk, billing: inBilling },
    };
    const written = { person: speaker, contact, user, customer };
    tellStory(build, random, written);
    return written;
  });
}
