// The house's second CRM tells the same people's story: a firm was bought that had Salesforce, and a third of the customers were
// customers of both. Comes after everything else, and draws from a stream of its own.
import type { Random } from '../random';
import type { WrittenPerson } from '../record-writers';
import type { CrmOwner } from '../story';
import type { WorldBuilder } from '../world-builder';
import { tellAdaInSalesforce } from './ada';
import { writeForceRecord } from './people';
import { tellForceStory } from './plots';

/** Of those the first CRM knows, and of those it does not. */
const KNOWN_TO_BOTH = 1 / 3;
const KNOWN_BESIDE = 0.25;

/** The owners of the first CRM work in both. */
export function tellSalesforce(
  build: WorldBuilder,
  random: Random,
  { written, owners }: { written: readonly WrittenPerson[]; owners: readonly CrmOwner[] },
): void {
  const users = owners.map(({ firstName, lastName, email }) => build.salesforce.user({ firstName, lastName, email }));
  const [first] = users;
  if (first === undefined) return;
  tellAdaInSalesforce(build, first.id);
  const accounts = new Map<string, string>();
  for (const one of written) {
    if (!random.chance(one.person.systems.crm ? KNOWN_TO_BOTH : KNOWN_BESIDE)) continue;
    const ownerId = users[random.int(0, users.length - 1)]?.id ?? first.id;
    const record = writeForceRecord(build, random, one, { ownerId, accounts });
    tellForceStory(build, random, one.person.plot, record);
  }
}
