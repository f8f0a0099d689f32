// Request Tracker tells the same people's story: a third of those whom the helpdesk knows wrote to the engineers as well, and a few
// whom only the CRM knows. Comes last, from a stream of chance of its own, so that all else of a seed is the same without it.
import type { Random } from '../random';
import type { TrackerUser } from '../request-tracker-story';
import type { CrmContact } from '../story';
import { EVERYDAY, fill, INTERNAL, PLACES, PRODUCTS, THANKS, TROUBLE, type TicketText } from '../texts';
import type { WorldBuilder } from '../world-builder';
import { tellAdaInTracker } from './ada';
import { createTrackerBuilder, type TrackerBuilder, type TrackerReply } from './builder';
import { writeTrackerUser, type KnownPerson } from './people';

const IN_HELPDESK_TOO = 1 / 3;
const IN_CRM_ALONE = 0.03;
/** As the house uses RT's numbers: low, normal, high, urgent. */
const NUMBERS = [0, 0, 0, 50, 50, 80, 100] as const;

/** Of the people to try, who are the same in every world, Ada alone is known here: the others' stories are told without chance. */
const INVENTED = /^(person|organisation|stranger)-\d+$/;

/** Needs the other systems' records. */
export function tellRequestTracker(build: WorldBuilder, random: Random): void {
  const { crm, helpdesk, requestTracker } = build.build();
  const tracker = createTrackerBuilder(build, requestTracker);
  for (const [name, realName] of [
    ['mweiss', 'Mara Weiss'],
    ['tnovak', 'Tomas Novak'],
    ['iokafor', 'Ife Okafor'],
  ] as const)
    tracker.agent(name, realName);
  tellAdaInTracker(build, tracker);

  const contacts = new Map<string, CrmContact>();
  for (const contact of crm.contacts) if (!contact.archived && !contacts.has(contact.person)) contacts.set(contact.person, contact);
  const told = new Set<string>();
  const write = (known: KnownPerson): void => {
    told.add(known.person);
    const user = writeTrackerUser(build, tracker, random, known);
    if (user !== null) tellTickets(build, tracker, random, user);
  };
  for (const user of helpdesk.users) {
    if (user.deleted || told.has(user.person) || !INVENTED.test(user.person)) continue;
    if (random.chance(IN_HELPDESK_TOO)) write({ person: user.person, user, contact: contacts.get(user.person) ?? null });
  }
  const inHelpdesk = new Set(helpdesk.users.map(({ person }) => person));
  for (const [person, contact] of contacts) {
    if (!inHelpdesk.has(person) && INVENTED.test(person) && random.chance(IN_CRM_ALONE)) write({ person, user: null, contact });
  }
}

function tellTickets(build: WorldBuilder, tracker: TrackerBuilder, random: Random, user: TrackerUser): void {
  const past = random.int(0, 2);
  for (let turn = 0; turn < past; turn += 1) tellPast(build, tracker, random, user);
  if (random.chance(0.2)) tellOpen(build, tracker, random, user);
}

function wordsFor(user: TrackerUser, random: Random): Record<string, string> {
  const first = user.realName?.split(' ')[0] ?? 'there';
  return { first, firm: user.organization ?? 'us', product: random.pick(PRODUCTS), place: random.pick(PLACES) };
}

function tellPast(build: WorldBuilder, tracker: TrackerBuilder, random: Random, user: TrackerUser): void {
  const text: TicketText = random.pick(EVERYDAY);
  const words = wordsFor(user, random);
  const days = 5 + random.next() * 300;
  const resolved = build.ago(days - 1 - random.next() * 3);
  const replies = text.answers.map((body, index): TrackerReply => ({
    by: 'agent',
    at: build.ago(days, -3 - index * 4),
    body: fill(body, words),
  }));
  if (random.chance(0.4)) replies.push({ by: 'requestor', at: build.ago(days, -18), body: random.pick(THANKS) });
  tracker.ticket(
    {
      ...{ requestorIds: [user.id], subject: fill(text.subject, words), status: random.chance(0.9) ? 'resolved' : 'rejected' },
      ...{ priority: random.pick(NUMBERS), created: build.ago(days), resolved, lastUpdated: resolved },
      due: random.chance(0.3) ? build.ago(days - 2) : null,
    },
    fill(text.body, words),
    replies,
  );
}

function tellOpen(build: WorldBuilder, tracker: TrackerBuilder, random: Random, user: TrackerUser): void {
  const text: TicketText = random.chance(0.4) ? random.pick(TROUBLE) : random.pick(EVERYDAY);
  const words = wordsFor(user, random);
  const hours = 2 + random.next() * 120;
  const answered = random.chance(0.6);
  const replies = (answered ? text.answers : []).map((body, index): TrackerReply => ({
    by: 'agent',
    at: build.ago(0, hours / (2 + index)),
    body: fill(body, words),
  }));
  if (random.chance(0.3)) replies.push({ by: 'agent', at: build.ago(0, hours / 6), body: random.pick(INTERNAL), internal: true });
  tracker.ticket(
    {
      ...{
        requestorIds: [user.id],
        subject: fill(text.subject, words),
        status: answered ? random.pick(['open', 'open', 'stalled']) : 'new',
      },
      ...{ priority: random.pick(NUMBERS), created: build.ago(0, hours), due: random.chance(0.5) ? build.ago(0, hours - 48) : null },
    },
    fill(text.body, words),
    replies,
  );
}
