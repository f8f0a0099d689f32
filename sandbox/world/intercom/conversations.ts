// What was said in the messenger: past conversations, closed and at times rated, and one that is going on where the plot tells of
// trouble. The words are those of the first helpdesk's tickets.
import type { IntercomAuthor, IntercomContact } from '../intercom-story';
import type { Person } from '../people';
import type { Random } from '../random';
import { BLAME, EVERYDAY, EVERYDAY_IN, fill, INTERNAL, PLACES, PRAISE, PRODUCTS, THANKS, TROUBLE, type TicketText } from '../texts';
import { AGENT_IDS, type WorldBuilder } from '../world-builder';
import type { ToldConversation } from './builder';

interface Telling {
  build: WorldBuilder;
  random: Random;
  person: Person;
  contact: IntercomContact;
}

const OPERATOR: IntercomAuthor = { kind: 'bot', id: '5017690' };

/** Adds the conversations of one contact. */
export function tellConversations(telling: Telling): void {
  const { random, person } = telling;
  const own = EVERYDAY_IN[person.culture.language];
  const past = random.int(0, 2);
  for (let index = 0; index < past; index += 1) {
    tellPast(telling, own !== undefined && random.chance(0.5) ? random.pick(own) : random.pick(EVERYDAY));
  }
  if (person.plot === 'angry' ? random.chance(0.6) : random.chance(0.15)) {
    tellOpen(telling, person.plot === 'angry' ? random.pick(TROUBLE) : random.pick(EVERYDAY), person.plot === 'angry');
  }
}

function begin({ random, person, contact }: Telling, { subject, body }: TicketText): Pick<ToldConversation, 'source' | 'contactIds'> {
  const words = wordsFor(random, person);
  const type = random.pick(['conversation', 'conversation', 'conversation', 'email', 'whatsapp'] as const);
  const source = { type, subject: type === 'email' ? fill(subject, words) : '', body: fill(body, words), author: authorOf(contact) };
  return { contactIds: [contact.id], source };
}

function tellPast(telling: Telling, text: TicketText): void {
  const { build, random, person, contact } = telling;
  const days = 2 + random.next() * Math.min(Math.max(1, person.knownForDays / 2), 350);
  const admin = oneOfTheHouse(random);
  const words = wordsFor(random, person);
  const parts: ToldConversation['parts'] = [
    ...text.answers.map((body, index) => ({ type: 'comment', body: fill(body, words), at: build.ago(days, -1 - index), author: admin })),
    ...(random.chance(0.5) ? [{ type: 'comment', body: random.pick(THANKS), at: build.ago(days, -6), author: authorOf(contact) }] : []),
    { type: 'close', body: null, at: build.ago(days, -8), author: admin },
  ];
  const unhappy = person.plot === 'angry' || person.plot === 'churned';
  const score = unhappy ? random.int(1, 3) : random.int(3, 5);
  build.intercom.conversation({
    ...{ ...begin(telling, text), state: 'closed', createdAt: build.ago(days), parts, tags: text.tags },
    ...(random.chance(0.4) ? { rating: { score, remark: remarkOf(random, score), at: build.ago(days, -9) } } : {}),
    sla: random.pick(['hit', 'hit', 'missed', null]),
  });
}

function tellOpen(telling: Telling, text: TicketText, urgent: boolean): void {
  const { build, random, person } = telling;
  const hours = 1 + random.next() * (urgent ? 50 : 160);
  const admin = oneOfTheHouse(random);
  const words = wordsFor(random, person);
  const [answer] = text.answers;
  const parts: ToldConversation['parts'] = [
    { type: 'comment', body: 'A teammate will be with you shortly.', at: build.ago(0, hours - 0.01), author: OPERATOR },
    ...(random.chance(0.6) ? [{ type: 'comment', body: fill(answer, words), at: build.ago(0, hours / 2), author: admin }] : []),
    ...(random.chance(0.3) ? [{ type: 'note', body: random.pick(INTERNAL), at: build.ago(0, hours / 4), author: admin }] : []),
  ];
  const snoozed = !urgent && random.chance(0.2);
  build.intercom.conversation({
    ...{ ...begin(telling, text), createdAt: build.ago(0, hours), parts, tags: text.tags, priority: urgent && random.chance(0.7) },
    ...(snoozed ? { state: 'snoozed', snoozedUntil: build.ago(-random.int(1, 5)) } : { state: 'open' }),
    sla: urgent ? random.pick(['active', 'missed']) : null,
  });
}

function wordsFor(random: Random, { given, firm }: Person): Record<string, string> {
  return { first: given.own || 'there', firm: firm?.name ?? 'us', product: random.pick(PRODUCTS), place: random.pick(PLACES) };
}

function remarkOf(random: Random, score: number): string | null {
  if (random.chance(0.5)) return null;
  return random.pick(score >= 4 ? PRAISE : BLAME);
}

function authorOf({ id }: IntercomContact): IntercomAuthor {
  return { kind: 'contact', id };
}

function oneOfTheHouse(random: Random): IntercomAuthor {
  return { kind: 'admin', id: random.pick(AGENT_IDS) };
}
