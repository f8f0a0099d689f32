// Makes a whole pretend world from a seed. The same options give the same world, on every machine; nothing is read from
// the clock or from the environment.
import { dealOutCases } from './hard-cases';
import { hireOwners } from './house';
import { tellMailchimp } from './mailchimp/tell';
import { tellIntercom } from './intercom/story';
import { tellOrganisations } from './organisations';
import { tellOnline } from './online';
import { openOnlineSystems } from './online-house';
import { createPopulation, type Person } from './people';
import { toE164 } from './phone-numbers';
import { createRandom, type Random } from './random';
import { tellRequestTracker } from './request-tracker/tell';
import { type CrmHouse, unwritten, writeContact, writeCustomer, writeUser, type WrittenPerson } from './record-writers';
import { SHOWCASE_COUNT, tellShowcase } from './showcase';
import { tellSalesforce } from './salesforce/tell';
import { tellStory } from './stories';
import type { CrmOwner, World } from './story';
import { tellVendure } from './vendure/tell';
import { createWorldBuilder, type WorldBuilder } from './world-builder';
import type { Firm } from './firms';

export interface WorldOptions {
  seed: number;
  /** True people in all, the showcase people among them. Organisations, and people whom only shop, payments or marketing know, come on top. */
  people: number;
  /** ISO instant which every date is relative to. */
  now: string;
}

/** Shop, payments and marketing draw from a stream of their own, so that the other systems of a seed are the same without them. */
const ONLINE_STREAM = 0x0a11_1e5e;
const VENDURE_STREAM = 0x0e4d_0e07;
const MAILCHIMP_STREAM = 0x0c41_3a9d;
const INTERCOM_STREAM = 0x17e2_c033;
const REQUEST_TRACKER_STREAM = 0x7217_ac4e;
const SALESFORCE_STREAM = 0x5a1e_5f0c;

export function createWorld({ seed, people: count, now }: WorldOptions): World {
  const build = createWorldBuilder(seed, now);
  const random = createRandom(seed);
  const owners = hireOwners(build);
  const online = openOnlineSystems(build, owners);
  tellShowcase(build, owners, online);
  const population = createPopulation(random, Math.max(0, count - SHOWCASE_COUNT));
  dealOutCases(random, population);
  const house = writeCompanies(build, random, population.people, owners, population.firms);
  const written = writeEverybody(build, random, population.people, house);
  const organisations = tellOrganisations(build, random, population, house);
  tellOnline(build, createRandom(seed ^ ONLINE_STREAM), { population, written, organisations, owners, online });
  tellIntercom(build, createRandom(seed ^ INTERCOM_STREAM), written);
  const world = build.build();
  world.vendure = tellVendure(build, createRandom(seed ^ VENDURE_STREAM), [...written, ...organisations], owners);
  world.mailchimp = tellMailchimp(build, createRandom(seed ^ MAILCHIMP_STREAM), [...written, ...organisations]);
  tellRequestTracker(build, createRandom(seed ^ REQUEST_TRACKER_STREAM));
  tellSalesforce(build, createRandom(seed ^ SALESFORCE_STREAM), { written, owners });
  return world;
}

/** Writes the companies of the CRM: those of firms where somebody works whom it knows. Answers what writers need of the house. */
export function writeCompanies(
  build: WorldBuilder,
  random: Random,
  people: Person[],
  owners: readonly [CrmOwner, ...CrmOwner[]],
  firms: Firm[],
): CrmHouse {
  const employers = new Set(people.filter((person) => person.systems.crm).map((person) => person.firm?.domain));
  const companyIds = new Map(
    firms
      .filter((firm) => employers.has(firm.domain))
      .map((firm) => {
        const known = random.int(100, 1_400);
        const { name, domain, industry, employees } = firm;
        const owner = owners[known % owners.length] ?? owners[0];
        const company = build.company({
          name,
          domain,
          industry,
          ...{ phone: toE164(firm.switchboard), lifecycleStage: 'customer', ownerId: owner.id },
          employees: random.chance(0.85) ? employees : null,
          createdAt: build.ago(known),
          updatedAt: build.ago(random.int(0, known - 1)),
        });
        return [domain, company.id];
      }),
  );
  return { owners, companyIdOf: (domain) => companyIds.get(domain) ?? null };
}

/** CRM, helpdesk and billing. Records first, stories after: system by system, as an address that several people share goes to the first one there. */
export function writeEverybody(build: WorldBuilder, random: Random, people: Person[], house: CrmHouse): WrittenPerson[] {
  const written = people.map((person): WrittenPerson => {
    build.identity(person.id, 'person', [...person.cases]);
    return unwritten(person);
  });
  for (const one of written) if (one.person.systems.crm) one.contact = writeContact(build, random, one.person, house);
  // Backwards: in a family the CRM then knows one of them by the common address, and the helpdesk another one.
  for (const one of written.toReversed()) if (one.person.systems.helpdesk) one.user = writeUser(build, random, one.person, one.contact);
  for (const one of written) if (one.person.systems.billing) one.customer = writeCustomer(build, random, one.person);
  for (const one of written) tellStory(build, random, one);
  return written;
}
