// What the messenger has on a person: the contact, spelt by the helpdesk's or the CRM's habits and then by its own, and the lead
// that was merged into it.
import { withCapitals } from '../email-addresses';
import type { IntercomContact } from '../intercom-story';
import type { System } from '../people';
import type { Random } from '../random';
import type { WrittenPerson } from '../record-writers';
import { emailIn, nameIn, oneLineName, oneNumber, phoneIn } from '../spelling';
import type { WorldBuilder } from '../world-builder';

const LEAD_SHARE = 0.2;

/** Their contact. `written` tells what the other systems have of them, for the id that is shared with the CRM. */
export function writeIntercomContact(build: WorldBuilder, random: Random, { person, contact }: WrittenPerson): IntercomContact {
  const { knownForDays, cases, culture } = person;
  const spelling: System = random.pick(['helpdesk', 'helpdesk', 'crm']);
  const role = random.chance(LEAD_SHARE) ? 'lead' : 'user';
  const sinceDays = random.int(1, knownForDays);
  const name = oneLineName(person, nameIn(person, spelling, random), random);
  const phone = phoneIn(person, oneNumber(person), spelling, random);
  const written = build.intercom.contact({
    ...{ person: person.id, role, createdAt: build.ago(sinceDays, random.next() * 20) },
    email: withOwnHabits(emailIn(person, spelling, random), person.otherEmail, random),
    phone: random.chance(0.6) || cases.has('no-email') ? phone : null,
    name: role === 'lead' && random.chance(0.25) ? null : name,
    externalId: role === 'user' && random.chance(0.25) ? (contact?.id ?? null) : null,
    language: random.chance(0.5) ? culture.language : null,
    unsubscribed: random.chance(0.08),
    ...{ updatedAt: build.ago(random.next() * sinceDays), lastSeenAt: random.chance(0.8) ? build.ago(random.next() * sinceDays) : null },
    custom: random.chance(0.4) ? { plan: random.pick(['starter', 'growth', 'scale']), seats: random.int(1, 40) } : {},
  });
  if (role === 'user' && random.chance(0.02)) {
    build.intercom.contact({
      ...{ person: person.id, role: 'lead', createdAt: build.ago(sinceDays + 30), mergedInto: written.id },
      ...{ email: person.otherEmail, name },
    });
  }
  return written;
}

/** In a messenger one types the address again: another one of theirs, or with capitals. */
function withOwnHabits(email: string | null, otherEmail: string, random: Random): string | null {
  if (email === null) return null;
  const habit = random.next();
  if (habit < 0.1) return otherEmail;
  return habit < 0.14 ? withCapitals(email) : email;
}
