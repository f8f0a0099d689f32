// The connector on the real RT: what it reads must be what was put in, whichever account it reads with.
import type { Identifier } from '../../../platform/connector';
import { normalisePhone } from '../../../platform/identity/phone';
import { createHttpFactory } from '../../../platform/http/factory';
import type { PersonRecord } from '../../../platform/record';
import type { SupportConnector } from '../../../subgraphs/support/contract';
import { requestTracker } from '../../../subgraphs/support/vendors/request-tracker';
import { testCall } from '../../support/call';
import type { RealPerson } from './fill';
import type { RealRequestTracker } from './start';

/** Patient: the machine of a test may be busy. */
const TIMEOUT_MS = 30_000;

export interface ConnectorCheck {
  /** What each read cost. */
  lines: string[];
  faults: string[];
}

export async function checkConnector(real: RealRequestTracker, people: readonly RealPerson[]): Promise<ConnectorCheck> {
  const lines: string[] = [];
  const faults: string[] = [];
  const expect = (holds: boolean, words: string) => void (holds || faults.push(words));
  const full = await connect(real, real.token);
  const narrow = await connect(real, real.narrowToken);
  const idOf = ({ name }: RealPerson) => `request-tracker:user:${real.filled.users.get(name) ?? 0}`;

  async function timed<T>(name: string, read: (call: ReturnType<typeof testCall>) => Promise<T>): Promise<T> {
    const call = testCall();
    const since = performance.now();
    const answer = await read(call);
    lines.push(`${name}: ${call.sentCount} calls, ${Math.round(performance.now() - since)} ms`);
    return answer;
  }
  const byId = people.map((person): Identifier => ({ by: 'id', value: idOf(person) }));
  const byEmail = people.map(({ email = '' }): Identifier => ({ by: 'email', value: email.toLowerCase() }));
  try {
    const found = await timed(`${people.length} by id`, (call) => full.find(byId, call));
    const addressed = await timed(`${people.length} by email`, (call) => full.find(byEmail, call));
    people.forEach((person, index) => {
      const [record] = listOf(found[index]);
      expect(record !== undefined && says(record, person), `${person.name} is not what was put in`);
      expect(JSON.stringify(found[index]) === JSON.stringify(addressed[index]), `${person.name} is another by address than by id`);
    });
    const narrowly = await timed(`${people.length} by id, few rights`, (call) => narrow.find(byId, call));
    people.forEach((person, index) =>
      expect(listOf(narrowly[index])[0]?.id === idOf(person), `${person.name} is not found with few rights`),
    );

    const tickets = await timed(`tickets of ${people.length}`, (call) => full.tickets(people.map(idOf), call));
    people.forEach((person, index) => {
      const own = (person.tickets ?? []).filter(({ merged, status }) => merged !== true && status !== 'deleted').length;
      const others = people.flatMap((other) => other.tickets ?? []).filter((ticket) => ticket.others?.includes(person.name)).length;
      expect(
        listOf(tickets[index]).length === own + others,
        `${person.name} has ${listOf(tickets[index]).length} tickets, not ${own + others}`,
      );
    });
    const [rich] = people;
    const [firstTicket = 0] = real.filled.tickets.get(rich?.name ?? '') ?? [];
    const [comments] = await timed('comments of a ticket', (call) => full.comments([`request-tracker:ticket:${firstTicket}`], call));
    const bodies = listOf(comments).map(({ body }) => body);
    const [told] = rich?.tickets ?? [];
    const merged = (rich?.tickets ?? []).filter(({ merged: away }) => away === true).map(({ content }) => content);
    const written = [told?.content ?? '', ...(told?.replies ?? []).map(({ text }) => text), ...merged];
    expect(JSON.stringify(bodies.toSorted()) === JSON.stringify(written.toSorted()), `the comments are ${JSON.stringify(bodies)}`);
    expect(listOf(comments).filter((comment) => !comment.public).length === 1, 'one comment is for the staff alone');

    const { records, complete } = await timed('open tickets', (call) => full.openTickets({ priorities: [] }, 1_000, call));
    const again = await full.find(
      records.map(({ record }): Identifier => ({ by: 'id', value: record.id })),
      testCall(),
    );
    expect(complete && records.length > 0, 'open tickets are not listed to the end');
    records.forEach(({ record }, index) =>
      expect(JSON.stringify([record]) === JSON.stringify(again[index]), `${record.id} is another in the list`),
    );
    const hits = await timed(
      'search',
      (call) => full.search?.({ text: 'nr. 1 person' }, 100, call) ?? Promise.reject(new Error('no search')),
    );
    const alike = people.filter(({ realName, disabled }) => disabled !== true && realName?.includes('1'));
    expect(hits.records.length === alike.length, `the search found ${hits.records.length}, not ${alike.length}`);
  } finally {
    await Promise.all([full.close?.(), narrow.close?.()]);
  }
  return { lines, faults };
}

function connect({ url, crmField }: RealRequestTracker, token: string): Promise<SupportConnector> {
  const http = createHttpFactory({ source: 'request-tracker', timeoutMs: TIMEOUT_MS, connections: 4 });
  const settings = { URL: url, TOKEN: token, EXTERNAL_ID: `hubspot:contact=${crmField}` };
  return requestTracker.start({ source: 'request-tracker', settings, http, phoneRegion: 'DE' });
}

function says(record: PersonRecord, person: RealPerson): boolean {
  const phones = [person.workPhone, person.mobilePhone, person.homePhone].flatMap((phone) => normalisePhone(phone, 'DE')?.e164 ?? []);
  return (
    record.name.full === person.realName &&
    record.emails[0]?.value === person.email?.toLowerCase() &&
    JSON.stringify(record.phones.map(({ value }) => value)) === JSON.stringify(phones) &&
    record.company === (person.organization ?? null) &&
    JSON.stringify(record.externalIds) === JSON.stringify(person.crmId === undefined ? [] : [`hubspot:contact:${person.crmId}`])
  );
}

function listOf<T>(answer: readonly T[] | Error | undefined): readonly T[] {
  if (answer instanceof Error) throw answer;
  return answer ?? [];
}
