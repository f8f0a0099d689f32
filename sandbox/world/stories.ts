// What happened between the house and one person: deals and activities, tickets, invoices. The plot decides, so that the
// systems tell one story: who pays late asks about that very invoice, and the owner's note in the CRM knows of it.
import type { Random } from './random';
import type { BillingInvoice, CrmActivity, CrmContact, HelpdeskTicket } from './story';
import {
  ACTIVITIES,
  BILLING_TROUBLE,
  BLAME,
  DEAL_NAMES,
  EVERYDAY,
  EVERYDAY_IN,
  fill,
  INTERNAL,
  LATE_NOTE,
  PLACES,
  PRAISE,
  PRODUCTS,
  THANKS,
  TROUBLE,
  TROUBLE_NOTE,
  type TicketText,
} from './texts';
import type { WrittenPerson } from './record-writers';
import type { TicketReply, WorldBuilder } from './world-builder';

interface Telling {
  build: WorldBuilder;
  random: Random;
  written: WrittenPerson;
}

/** Adds everything that happened to one person, in all the systems that know them. */
export function tellStory(build: WorldBuilder, random: Random, written: WrittenPerson): void {
  const telling = { build, random, written };
  const invoices = tellInvoices(telling);
  const unpaid =
    invoices.find((invoice) => (invoice.status === 'open' || invoice.status === 'partial') && invoice.dueOn < build.dayAgo(0)) ?? null;
  const trouble = tellTickets(telling, unpaid);
  tellSales(telling, unpaid, trouble);
}

function wordsFor({ random, written: { person } }: Telling): Record<string, string> {
  const { given, family, firm } = person;
  const name = `${given.latin ?? given.own} ${family.latin ?? family.own}`.trim();
  return {
    first: given.own || 'there',
    firm: firm?.name ?? (name || 'New customer'),
    product: random.pick(PRODUCTS),
    place: random.pick(PLACES),
  };
}

function tellInvoices({ build, random, written: { person, customer } }: Telling): BillingInvoice[] {
  if (customer === null) return [];
  const { plot, culture, knownForDays } = person;
  const monthly = random.chance(0.5);
  const count = Math.min(
    random.int(1, monthly ? 7 : 3),
    Math.max(1, Math.floor((knownForDays - (plot === 'churned' ? 250 : 50)) / (monthly ? 30 : 120))),
  );
  const price = random.pick([19, 49, 89, 240, 640, 1_450, 3_900]) * (culture.decimals === 0 ? 120 : 1);
  const invoices = Array.from({ length: count }, (_, index) => {
    const age = (plot === 'churned' ? 200 : 0) + random.int(2, 28) + index * (monthly ? 30 : 120);
    const total = monthly ? price : price * random.int(2, 9) + random.int(0, 99) / (culture.decimals === 0 ? 1 : 100);
    return build.invoice({
      ...{ customerId: customer.id, currency: culture.currency, issuedOn: build.dayAgo(age), dueOn: build.dayAgo(age - 30) },
      ...{ total: money(total, culture.decimals), paid: money(total, culture.decimals), status: 'paid' as const },
    });
  });
  const [newest, second] = invoices;
  if (newest === undefined) return invoices;
  const unpaid = (invoice: BillingInvoice, dueDaysAgo: number, partly: boolean): void => {
    const paid = partly ? Number(invoice.total) * 0.4 : 0;
    Object.assign(invoice, { status: partly ? 'partial' : 'open', paid: money(paid, culture.decimals) });
    Object.assign(invoice, { dueOn: build.dayAgo(dueDaysAgo), issuedOn: build.dayAgo(dueDaysAgo + 30) });
  };
  if (plot === 'late') {
    unpaid(newest, random.int(3, 80), random.chance(0.3));
    if (second !== undefined && random.chance(0.4)) unpaid(second, random.int(81, 140), random.chance(0.3));
  } else if (plot === 'churned') {
    Object.assign(newest, { status: 'void', paid: money(0, culture.decimals) });
  } else if (random.chance(0.45)) {
    unpaid(newest, -random.int(2, 28), random.chance(0.1));
  } else if (random.chance(0.06)) {
    Object.assign(newest, { status: 'draft', paid: money(0, culture.decimals) });
  }
  return invoices;
}

function money(amount: number, decimals: 0 | 2): string {
  return amount.toFixed(decimals);
}

/** Answers the subject of what troubles them now, if anything does. */
function tellTickets(telling: Telling, unpaid: BillingInvoice | null): string | null {
  const { random, written } = telling;
  const { person, user } = written;
  if (user === null) return null;
  const own = EVERYDAY_IN[person.culture.language];
  const past = person.plot === 'helpdesk-only' || person.plot === 'happy' ? random.int(1, 3) : random.int(0, 2);
  for (let index = 0; index < past; index += 1) {
    const text = own !== undefined && random.chance(0.5) ? random.pick(own) : random.pick(EVERYDAY);
    tellPastTicket(telling, text, 4 + random.next() * Math.min(person.knownForDays / 2 - 5, 350));
  }
  if (person.plot === 'late' && unpaid !== null && random.chance(0.7)) {
    return tellOpenTicket(telling, random.pick(BILLING_TROUBLE), random.chance(0.4) ? 'urgent' : 'high', {
      invoice: unpaid.number,
      amount: `${unpaid.total} ${unpaid.currency}`,
    });
  }
  if (person.plot === 'angry') return tellOpenTicket(telling, random.pick(TROUBLE), random.chance(0.6) ? 'urgent' : 'high', {});
  if (random.chance(0.15)) tellOpenTicket(telling, random.pick(EVERYDAY), random.pick(['normal', 'normal', 'low']), {});
  return null;
}

function tellPastTicket(telling: Telling, text: TicketText, days: number): void {
  const { build, random, written } = telling;
  const { person, user } = written;
  if (user === null) return;
  const words = wordsFor(telling);
  const replies: TicketReply[] = text.answers.map((body, index) => ({
    by: 'agent',
    at: build.ago(days, -2.2 - index * 5.3),
    body: fill(body, words),
  }));
  if (random.chance(0.6)) replies.push({ by: 'requester', at: build.ago(days, -20.4), body: random.pick(THANKS) });
  const unhappy = person.plot === 'angry' || person.plot === 'churned';
  const score = random.chance(0.45) ? (random.chance(unhappy ? 0.6 : 0.06) ? 'bad' : 'good') : random.chance(0.5) ? 'offered' : 'unoffered';
  const rated = score === 'good' || score === 'bad';
  const status = days > 28 ? 'closed' : 'solved';
  const solvedAt = build.ago(days - 1, -1);
  build.ticket(
    {
      ...{
        requesterId: user.id,
        subject: fill(text.subject, words),
        description: fill(text.body, words),
        status,
        tags: text.tags,
        createdAt: build.ago(days),
        solvedAt,
      },
      ...{
        priority: random.pick(['normal', 'normal', 'low', 'high', null]),
        channel: random.pick(['email', 'email', 'web', 'chat', 'voice']),
        updatedAt: rated ? build.ago(days - 2) : solvedAt,
      },
      rating: {
        score,
        comment: rated && random.chance(0.6) ? random.pick(score === 'good' ? PRAISE : BLAME) : null,
        at: rated ? build.ago(days - 2) : null,
      },
    },
    replies,
  );
}

function tellOpenTicket(
  telling: Telling,
  text: TicketText,
  priority: NonNullable<HelpdeskTicket['priority']>,
  more: Record<string, string>,
): string | null {
  const { build, random, written } = telling;
  if (written.user === null) return null;
  const words = { ...wordsFor(telling), ...more };
  const hours = 2 + random.next() * (priority === 'urgent' ? 58 : 140);
  const answered = random.chance(priority === 'urgent' ? 0.5 : 0.7);
  const replies: TicketReply[] = answered
    ? text.answers.map((body, index) => ({ by: 'agent', at: build.ago(0, hours / (2 + index)), body: fill(body, words) }))
    : [];
  if (random.chance(0.35)) replies.push({ by: 'agent', at: build.ago(0, hours / 5), body: random.pick(INTERNAL), public: false });
  const promised = { urgent: 8, high: 24, normal: 72, low: 0 }[priority];
  const subject = fill(text.subject, words);
  build.ticket(
    {
      ...{
        requesterId: written.user.id,
        subject,
        description: fill(text.body, words),
        priority,
        tags: text.tags,
        createdAt: build.ago(0, hours),
      },
      status: answered ? random.pick(['open', 'pending', 'hold']) : random.pick(['new', 'open']),
      channel: random.pick(['email', 'web', 'voice']),
      slaBreachAt: promised === 0 ? null : build.ago(0, hours - promised),
    },
    replies,
  );
  return subject;
}

function tellSales(telling: Telling, unpaid: BillingInvoice | null, trouble: string | null): void {
  const { build, random, written } = telling;
  const { person, contact } = written;
  if (contact === null) return;
  const words = wordsFor(telling);
  const known = person.knownForDays;
  if (person.plot === 'prospect' || (person.plot !== 'lead' && random.chance(0.22))) tellOpenDeal(telling, contact);
  if (person.plot !== 'lead' && person.plot !== 'prospect' && random.chance(0.8)) tellClosedDeal(telling, contact, 'closedwon');
  if (person.plot === 'churned') tellClosedDeal(telling, contact, 'closedlost');
  const note = (body: string): CrmActivity =>
    build.activity({
      ...ofContact(contact),
      kind: 'notes',
      body,
      ownerId: contact.ownerId,
      at: build.ago(random.int(0, 3), 1 + random.next() * 20),
    });
  if (unpaid !== null && contact.ownerId !== null) note(fill(LATE_NOTE, { ...words, invoice: unpaid.number }));
  else if (trouble !== null && contact.ownerId !== null) note(fill(TROUBLE_NOTE, { ...words, subject: trouble }));
  const count = person.plot === 'lead' ? random.int(0, 1) : random.int(0, 4);
  for (let index = 0; index < count; index += 1) {
    const kind = random.weighted({ calls: 3, emails: 5, meetings: 2, notes: 2, tasks: 1 });
    const { subject, body } = random.pick(ACTIVITIES[kind]);
    build.activity({
      ...{
        ...ofContact(contact),
        kind,
        ownerId: contact.ownerId,
        at: build.ago(random.int(0, Math.min(known - 1, 400)), 1 + random.next() * 22),
      },
      ...{ subject: subject === null ? null : fill(subject, words), body: body === '' ? null : fill(body, words) },
    });
  }
}

/** As HubSpot does, what is a contact's is its company's as well. */
function ofContact({ id, companyId }: CrmContact): { contactIds: string[]; companyIds: string[] } {
  return { contactIds: [id], companyIds: companyId === null ? [] : [companyId] };
}

function dealName(telling: Telling): string {
  return fill(telling.random.pick(DEAL_NAMES), { ...wordsFor(telling), year: telling.build.ago(0).slice(0, 4) });
}

function tellOpenDeal(telling: Telling, contact: CrmContact): void {
  const { build, random, written } = telling;
  const age = 3 + random.next() * Math.min(90, written.person.knownForDays - 4);
  build.deal({
    ...{
      ...ofContact(contact),
      name: dealName(telling),
      currency: written.person.culture.currency,
      ownerId: contact.ownerId,
      createdAt: build.ago(age),
    },
    stage: random.pick(['appointmentscheduled', 'qualifiedtobuy', 'presentationscheduled', 'contractsent']),
    amount: random.chance(0.9) ? String(random.int(4, 240) * 250) : null,
    closeDate: build.ago(-random.int(3, 75)),
    updatedAt: build.ago(random.next() * age),
  });
}

function tellClosedDeal(telling: Telling, contact: CrmContact, stage: 'closedwon' | 'closedlost'): void {
  const { build, random, written } = telling;
  const { knownForDays } = written.person;
  const closed = 2 + random.next() * (knownForDays - 20);
  build.deal({
    ...{
      ...ofContact(contact),
      name: dealName(telling),
      stage,
      currency: written.person.culture.currency,
      ownerId: contact.ownerId,
      amount: String(random.int(4, 160) * 250),
    },
    ...{
      createdAt: build.ago(Math.min(knownForDays, closed + random.int(10, 60))),
      closeDate: build.ago(closed),
      updatedAt: build.ago(closed),
    },
  });
}
