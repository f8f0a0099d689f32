// Named people with full stories, told first and without chance: the same records with the same ids in every world. Each
// shows one thing the product must get right. sandbox/README.md lists them.
import type { CrmOwner } from './story';
import type { WorldBuilder } from './world-builder';

/** The one to try first. */
export const FIRST_CUSTOMER = {
  id: 'hubspot:contact:501',
  name: 'Ada Mensah',
  email: 'ada.mensah@copperfield-foods.example.com',
  phone: '+442079460501',
} as const;

export const SHOWCASE_COUNT = 10;

/** Their numbers, which nobody else may be given. */
export const SHOWCASE_PHONES: ReadonlySet<string> = new Set([
  ...['+442079460501', '+447455550501', '+493023125017', '+447455550612', '+819055508801', '+46846500421'],
  ...['+5511975559901', '+551175559901', '+33199001717', '+13125550182', '+491713920077', '+494066969300'],
]);

/** Adds them; call before anything else is added, as their ids come of the order. */
export function tellShowcase(build: WorldBuilder, owners: readonly CrmOwner[]): void {
  const ownerId = owners[0]?.id ?? null;
  tellAda(build, ownerId);
  tellJuergen(build, ownerId);
  tellRobert(build, ownerId);
  tellMisaki(build);
  tellLindqvists(build);
  tellJoao(build, ownerId);
  tellBrigitte(build);
  tellTheTwoKowalskis(build);
  tellNordlicht(build);
}

/** Everything at once: three systems, an owner, two open deals, an urgent ticket past its promise, an overdue invoice. */
function tellAda(build: WorldBuilder, ownerId: string | null): void {
  const firm = build.company({
    ...{
      name: 'Copperfield Foods Ltd',
      domain: 'copperfield-foods.example.com',
      industry: 'FOOD_PRODUCTION',
      employees: 240,
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
    build.activity({ contactIds: [contact.id], kind, subject, body, ownerId, at: build.ago(days, hours) });
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

/** Müller in the CRM, Mueller in the helpdesk, MULLER and a local number in billing; one address holds them together. */
function tellJuergen(build: WorldBuilder, ownerId: string | null): void {
  build.identity('juergen-mueller', 'person', ['accents-dropped', 'upper-case-email', 'local-phone-format']);
  const email = 'juergen.mueller@ostwind-logistics.example.com';
  const contact = build.contact({
    ...{
      person: 'juergen-mueller',
      email,
      phone: '+49 (0)30 23125017',
      firstName: 'Jürgen',
      lastName: 'Müller',
      company: 'Ostwind Logistics GmbH',
      jobTitle: 'Warehouse Lead',
    },
    ...{
      street: 'Lindenstraße 8',
      city: 'Berlin',
      postalCode: '10999',
      country: 'Germany',
      lifecycleStage: 'customer',
      ownerId,
      language: 'de',
      createdAt: build.ago(500),
      updatedAt: build.ago(30),
    },
  });
  build.deal({
    contactIds: [contact.id],
    name: 'Ostwind Logistics – Beacon sensors',
    stage: 'closedwon',
    amount: '7300',
    ownerId,
    createdAt: build.ago(480),
    closeDate: build.ago(450),
  });
  const user = build.user({
    person: 'juergen-mueller',
    name: 'Juergen Mueller',
    email,
    phone: '030 23125017',
    locale: 'de',
    createdAt: build.ago(430),
  });
  build.ticket(
    {
      requesterId: user.id,
      subject: 'Sensor meldet sich nicht mehr',
      description: 'Guten Tag, seit gestern fehlt ein Sensor in der Übersicht.',
      status: 'open',
      createdAt: build.ago(1),
      slaBreachAt: build.ago(-2),
    },
    [],
  );
  const customer = build.customer({
    ...{
      person: 'juergen-mueller',
      firstName: 'Jurgen',
      lastName: 'Muller',
      company: 'Ostwind Logistics GmbH',
      email: email.toUpperCase(),
      phone: '030 / 231 25017',
    },
    ...{ street: 'Lindenstr. 8', city: 'Berlin', postalCode: '10999', country: 'DE', taxId: 'DE999200017', createdAt: build.ago(440) },
  });
  build.invoice({
    customerId: customer.id,
    status: 'paid',
    total: '890.00',
    paid: '890.00',
    issuedOn: build.dayAgo(45),
    dueOn: build.dayAgo(15),
  });
}

/** Robert and Bob: two contacts with one phone, and a nickname in the helpdesk. */
function tellRobert(build: WorldBuilder, ownerId: string | null): void {
  build.identity('robert-fletcher', 'person', ['nickname', 'duplicate-crm-contact']);
  const person = 'robert-fletcher';
  const email = 'robert.fletcher@kestrel-bikes.example.com';
  build.contact({
    person,
    email,
    mobile: '+44 7455 550612',
    firstName: 'Robert',
    lastName: 'Fletcher',
    country: 'United Kingdom',
    lifecycleStage: 'customer',
    ownerId,
    createdAt: build.ago(700),
  });
  build.contact({
    person,
    email: 'bob.fletcher@mail.example.com',
    mobile: '07455 550612',
    firstName: 'Bob',
    lastName: 'Fletcher',
    country: 'UK',
    lifecycleStage: 'lead',
    createdAt: build.ago(90),
  });
  const user = build.user({ person, name: 'Bob Fletcher', email, phone: '+447455550612', locale: 'en-GB', createdAt: build.ago(300) });
  build.ticket(
    {
      requesterId: user.id,
      subject: 'Where is my order?',
      description: 'Tracking has said "in transit" for nine days now.',
      status: 'new',
      priority: 'high',
      createdAt: build.ago(0, 5),
      slaBreachAt: build.ago(0, -19),
    },
    [],
  );
  const customer = build.customer({
    person,
    firstName: 'Robert',
    lastName: 'Fletcher',
    email,
    phone: '07455 550 612',
    country: 'GB',
    createdAt: build.ago(690),
  });
  build.invoice({
    customerId: customer.id,
    currency: 'GBP',
    status: 'open',
    total: '149.00',
    issuedOn: build.dayAgo(10),
    dueOn: build.dayAgo(-20),
  });
}

/** 佐藤 美咲 in the CRM, Misaki Sato in the helpdesk, Sato Misaki in billing. */
function tellMisaki(build: WorldBuilder): void {
  build.identity('misaki-sato', 'person', ['romanised-name']);
  const [person, email] = ['misaki-sato', 'misaki.sato@sakura-optics.example.net'];
  build.contact({
    person,
    email,
    mobile: '+81 90 5550 8801',
    firstName: '美咲',
    lastName: '佐藤',
    company: 'Sakura Optics K.K.',
    country: 'Japan',
    language: 'ja',
    lifecycleStage: 'customer',
    createdAt: build.ago(365),
  });
  const user = build.user({ person, name: 'Misaki Sato', email, phone: '+819055508801', locale: 'ja', createdAt: build.ago(200) });
  build.ticket(
    {
      requesterId: user.id,
      subject: 'センサーの追加について',
      description: 'お世話になっております。手順を教えてください。',
      status: 'solved',
      createdAt: build.ago(8),
      solvedAt: build.ago(7),
      rating: { score: 'good', comment: null, at: build.ago(7) },
    },
    [{ by: 'agent', at: build.ago(7, 20), body: '手順書をお送りします。' }],
  );
  const customer = build.customer({
    person,
    firstName: 'Misaki',
    lastName: 'Sato',
    company: 'Sakura Optics K.K.',
    email,
    phone: '090-5550-8801',
    country: 'JP',
    createdAt: build.ago(350),
  });
  build.invoice({
    customerId: customer.id,
    currency: 'JPY',
    status: 'paid',
    total: '88000',
    paid: '88000',
    issuedOn: build.dayAgo(70),
    dueOn: build.dayAgo(40),
  });
}

/** Husband and wife with one mailbox and one landline: two people, never one. */
function tellLindqvists(build: WorldBuilder): void {
  const email = 'lindqvist@post.example.net';
  build.identity('erik-lindqvist', 'person', ['shared-family-mailbox']);
  build.identity('anna-lindqvist', 'person', ['shared-family-mailbox']);
  build.contact({
    person: 'erik-lindqvist',
    email,
    phone: '+46 8 465 004 21',
    firstName: 'Erik',
    lastName: 'Lindqvist',
    country: 'Sweden',
    lifecycleStage: 'customer',
    createdAt: build.ago(260),
  });
  const user = build.user({
    person: 'anna-lindqvist',
    name: 'Anna Lindqvist',
    email,
    phone: '+46846500421',
    phoneIsDirect: false,
    locale: 'sv',
    createdAt: build.ago(120),
  });
  build.ticket(
    {
      requesterId: user.id,
      subject: 'Change of address',
      description: 'We moved! Please send everything to the new address.',
      status: 'open',
      createdAt: build.ago(2),
    },
    [],
  );
  const erik = build.customer({
    person: 'erik-lindqvist',
    firstName: 'Erik',
    lastName: 'Lindqvist',
    email,
    phone: '08-465 004 21',
    country: 'SE',
    createdAt: build.ago(250),
  });
  build.invoice({
    customerId: erik.id,
    currency: 'SEK',
    status: 'open',
    total: '1290.00',
    issuedOn: build.dayAgo(50),
    dueOn: build.dayAgo(20),
  });
  const anna = build.customer({
    person: 'anna-lindqvist',
    firstName: 'Anna',
    lastName: 'Lindqvist',
    email,
    phone: '08-465 004 21',
    country: 'SE',
    createdAt: build.ago(110),
  });
  build.invoice({
    customerId: anna.id,
    currency: 'SEK',
    status: 'paid',
    total: '490.00',
    paid: '490.00',
    issuedOn: build.dayAgo(100),
    dueOn: build.dayAgo(70),
  });
}

/** The ninth digit, and an address that changed: the phone is all that ties billing to the CRM. */
function tellJoao(build: WorldBuilder, ownerId: string | null): void {
  build.identity('joao-almeida', 'person', ['brazil-ninth-digit', 'changed-email']);
  const person = 'joao-almeida';
  const email = 'joao.almeida@tamarind-hotels.example.com';
  const contact = build.contact({
    person,
    email,
    mobile: '+55 11 97555-9901',
    firstName: 'João',
    lastName: 'Almeida',
    company: 'Tamarind Hotels Ltda',
    country: 'Brazil',
    language: 'pt-br',
    lifecycleStage: 'opportunity',
    ownerId,
    createdAt: build.ago(600),
  });
  build.deal({
    contactIds: [contact.id],
    name: 'Tamarind Hotels – Harbour dashboard',
    stage: 'qualifiedtobuy',
    amount: '54000',
    currency: 'BRL',
    ownerId,
    createdAt: build.ago(25),
    closeDate: build.ago(-30),
  });
  const customer = build.customer({
    person,
    firstName: 'João',
    lastName: 'Almeida',
    email: 'jalmeida@web.example.net',
    phone: '(11) 7555-9901',
    country: 'BR',
    createdAt: build.ago(580),
  });
  build.invoice({
    customerId: customer.id,
    currency: 'BRL',
    status: 'partial',
    total: '3200.00',
    paid: '1200.00',
    issuedOn: build.dayAgo(64),
    dueOn: build.dayAgo(34),
  });
}

/** Owes money, and the CRM has never heard of her. */
function tellBrigitte(build: WorldBuilder): void {
  build.identity('brigitte-lacroix', 'person', ['billing-only']);
  const customer = build.customer({
    ...{
      person: 'brigitte-lacroix',
      firstName: 'Brigitte',
      lastName: 'Lacroix',
      email: 'brigitte.lacroix@inbox.example.org',
      phone: '01 99 00 17 17',
    },
    ...{ street: '5 rue des Lilas', city: 'Paris', postalCode: '75011', country: 'FR', createdAt: build.ago(210) },
  });
  build.invoice({ customerId: customer.id, status: 'open', total: '412.80', issuedOn: build.dayAgo(75), dueOn: build.dayAgo(45) });
}

/** One name, two people: nothing else ties them. */
function tellTheTwoKowalskis(build: WorldBuilder): void {
  build.identity('maria-kowalski-chicago', 'person', ['same-name']);
  build.identity('maria-kowalski-berlin', 'person', ['same-name']);
  build.contact({
    person: 'maria-kowalski-chicago',
    email: 'maria.kowalski@granite-dental.example.com',
    phone: '(312) 555-0182',
    firstName: 'Maria',
    lastName: 'Kowalski',
    country: 'United States',
    lifecycleStage: 'customer',
    createdAt: build.ago(300),
  });
  const user = build.user({
    person: 'maria-kowalski-berlin',
    name: 'Maria Kowalski',
    email: 'm.kowalski@fastpost.example.com',
    phone: '+49 171 3920077',
    locale: 'de',
    createdAt: build.ago(80),
  });
  build.ticket(
    {
      requesterId: user.id,
      subject: 'Passwort vergessen',
      description: 'Die Mail zum Zurücksetzen kommt nicht an.',
      status: 'pending',
      createdAt: build.ago(3),
    },
    [{ by: 'agent', at: build.ago(2, 22), body: 'Bitte schauen Sie auch im Spam-Ordner nach.' }],
  );
}

/** A firm behind info@: an organisation in three systems, and no person. */
function tellNordlicht(build: WorldBuilder): void {
  build.identity('nordlicht-freight', 'organisation', ['role-mailbox']);
  const [person, email, name] = ['nordlicht-freight', 'info@nordlicht-freight.example.com', 'Nordlicht Freight GmbH'];
  build.contact({
    person,
    email,
    phone: '+49 40 66969 300',
    company: name,
    country: 'Germany',
    lifecycleStage: 'customer',
    createdAt: build.ago(420),
  });
  const user = build.user({
    person,
    name,
    email,
    phone: '+494066969300',
    phoneIsDirect: false,
    organisation: name,
    locale: 'de',
    createdAt: build.ago(410),
  });
  build.ticket(
    {
      requesterId: user.id,
      subject: 'Rechnung an neue Adresse',
      description: 'Bitte stellen Sie die Rechnungen auf unsere neue Anschrift aus.',
      status: 'solved',
      createdAt: build.ago(15),
      solvedAt: build.ago(14),
    },
    [{ by: 'agent', at: build.ago(14, 20), body: 'Gerne, ist geändert.' }],
  );
  const customer = build.customer({
    person,
    company: name,
    email,
    phone: '040 66969-300',
    country: 'DE',
    taxId: 'DE999300300',
    createdAt: build.ago(400),
  });
  build.invoice({
    customerId: customer.id,
    status: 'paid',
    total: '5120.00',
    paid: '5120.00',
    issuedOn: build.dayAgo(95),
    dueOn: build.dayAgo(65),
  });
}
