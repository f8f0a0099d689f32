// Ada Mensah, the customer to try first: three systems full of one story, word for word the same in every world.
import type { WorldBuilder } from '../world-builder';

/** The one to try first. */
export const FIRST_CUSTOMER = {
  id: 'hubspot:contact:501',
  name: 'Ada Mensah',
  email: 'ada.mensah@copperfield-foods.example.com',
  phone: '+442079460501',
} as const;

/** Everything at once: three systems, an owner, two open deals, an urgent ticket past its promise, an overdue invoice. */
export function tellAda(build: WorldBuilder, ownerId: string | null): void {
  const firm = build.company({
    ...{
      name: 'Copperfield Foods Ltd',
      domain: 'copperfield-foods.example.com',
      industry: 'FOOD_PRODUCTION',
      employees: 240,
      ...{ phone: '+44 20 7946 0500', lifecycleStage: 'customer', ownerId },
      createdAt: build.ago(820),
      updatedAt: build.ago(40),
    },
  });
  build.identity('ada-mensah', 'person', ['crosswalk-id', 'changed-email', 'old-email-kept']);
  const old = 'a.mensah@harbour-catering.example.org';
  const contact = build.contact({
    ...{
      person: 'ada-mensah',
      email: FIRST_CUSTOMER.email,
      additionalEmails: [old],
      phone: '+44 20 7946 0501',
      mobile: '+44 7455 550501',
      firstName: 'Ada',
      lastName: 'Mensah',
    },
    ...{
      company: firm.name,
      companyId: firm.id,
      jobTitle: 'Head of Purchasing',
      street: '14 Mill Lane',
      city: 'London',
      postalCode: 'SE1 4TW',
      country: 'United Kingdom',
    },
    ...{
      lifecycleStage: 'customer',
      leadSource: 'REFERRALS',
      ownerId,
      language: 'en',
      createdAt: build.ago(812),
      updatedAt: build.ago(2, 3),
    },
    custom: { customer_tier: 'gold', preferred_channel: 'phone' },
  });
  const user = build.user({
    ...{
      person: 'ada-mensah',
      name: 'Ada Mensah',
      email: FIRST_CUSTOMER.email,
      additionalEmails: [],
      phone: '+442079460501',
      externalId: contact.id,
    },
    ...{ organisation: firm.name, locale: 'en-GB', createdAt: build.ago(640), updatedAt: build.ago(1) },
  });
  const customer = build.customer({
    ...{
      person: 'ada-mensah',
      firstName: 'Ada',
      lastName: 'Mensah',
      company: firm.name,
      email: old,
      phone: '020 7946 0501',
      street: '3 Orchard Close',
    },
    ...{ city: 'London', postalCode: 'SE1 4TW', country: 'GB', taxId: 'GB999100501', createdAt: build.ago(805), updatedAt: build.ago(320) },
  });

  const invoice = (age: number, total: string, status: 'paid' | 'open' | 'partial', paid: string): string =>
    build.invoice({
      customerId: customer.id,
      currency: 'GBP',
      status,
      total,
      paid,
      issuedOn: build.dayAgo(age),
      dueOn: build.dayAgo(age - 30),
    }).number;
  invoice(200, '2240.00', 'paid', '2240.00');
  invoice(110, '2240.00', 'paid', '2240.00');
  const overdue = invoice(52, '2310.50', 'open', '0.00');
  invoice(12, '640.00', 'partial', '240.00');

  const deal = (name: string, stage: string, amount: string, age: number, close: number): void => {
    build.deal({
      contactIds: [contact.id],
      companyIds: [firm.id],
      name,
      stage,
      amount,
      currency: 'GBP',
      ownerId,
      createdAt: build.ago(age),
      closeDate: build.ago(close),
      updatedAt: build.ago(Math.min(age, 5)),
    });
  };
  deal('Copperfield Foods – Relay gateway for the second site', 'contractsent', '18500', 48, -12);
  deal('Renewal – Copperfield Foods', 'presentationscheduled', '26880', 21, -40);
  deal('Copperfield Foods – Beacon sensors', 'closedwon', '12400', 810, 790);

  const activity = (
    kind: 'calls' | 'emails' | 'meetings' | 'notes' | 'tasks',
    subject: string | null,
    body: string,
    days: number,
    hours = 0,
  ): void => {
    build.activity({ contactIds: [contact.id], companyIds: [firm.id], kind, subject, body, ownerId, at: build.ago(days, hours) });
  };
  activity('meetings', 'Demo of the Relay gateway', 'Shown to five people of both sites. Next step: contract.', 30);
  activity('emails', 'Contract for the second site', 'Hello Ada, please find the contract attached. It holds for 30 days.', 9);
  activity('notes', null, `Accounts say ${overdue} is overdue. Speak to Ada before sending the next offer.`, 3);
  activity('calls', 'Call back about the outage', 'Very unhappy: the cold store had no alarms for a night. Promised an engineer.', 0, 20);
  activity('tasks', 'Send the contract again', 'With the payment terms legal agreed to.', 1);

  build.ticket(
    {
      ...{
        requesterId: user.id,
        subject: 'URGENT: no alarms from the cold store since last night',
        priority: 'urgent',
        status: 'open',
        channel: 'email',
        tags: ['outage', 'escalated'],
      },
      description:
        'Since about 22:40 nothing arrives from the Relay gateway. We found the cold store at 9 degrees this morning. Please call me today: 020 7946 0501.',
      ...{ createdAt: build.ago(0, 26), slaBreachAt: build.ago(0, 18) },
    },
    [
      {
        by: 'agent',
        at: build.ago(0, 22),
        body: 'I am sorry, Ada. I can see the gateway last spoke to us at 22:38. Could you restart it once?',
      },
      { by: 'requester', at: build.ago(0, 21), body: 'Done twice. Still nothing.' },
      { by: 'agent', at: build.ago(0, 19), body: 'Seen the open invoice, careful with promises. Second line has it.', public: false },
    ],
  );
  build.ticket(
    {
      ...{
        requesterId: user.id,
        subject: `Invoice ${overdue}: reminder although we disputed it`,
        priority: 'normal',
        status: 'pending',
        channel: 'web',
        tags: ['billing', 'dispute'],
      },
      description: `You sent a reminder for ${overdue}. We received 8 sensors, not 12. Please stop the reminders until this is cleared up.`,
      ...{ createdAt: build.ago(6), slaBreachAt: null },
    },
    [
      {
        by: 'agent',
        at: build.ago(5, 20),
        body: 'Thank you, I have put the reminder on hold and asked the warehouse for the delivery note.',
      },
    ],
  );
  build.ticket(
    {
      ...{
        requesterId: user.id,
        subject: 'How do I add a second site?',
        description: 'We open a second cold store in spring. Do we need another licence?',
        status: 'closed',
        tags: ['how-to'],
      },
      ...{
        createdAt: build.ago(60),
        solvedAt: build.ago(59),
        updatedAt: build.ago(57),
        rating: { score: 'good', comment: 'Fast and friendly', at: build.ago(57) },
      },
    },
    [{ by: 'agent', at: build.ago(59, 20), body: 'One is enough for up to five sites: Settings → Sites → Add.' }],
  );
}
