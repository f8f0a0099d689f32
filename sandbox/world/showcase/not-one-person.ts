// Showcase people whom something ties together that must not make them one, and some whom not every system knows.
import type { WorldBuilder } from '../world-builder';

/** Husband and wife with one mailbox and one landline: two people, never one. */
export function tellLindqvists(build: WorldBuilder): void {
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

/** Owes money, and the CRM has never heard of her. */
export function tellBrigitte(build: WorldBuilder): void {
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
export function tellTheTwoKowalskis(build: WorldBuilder): void {
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

/** A firm behind info@: an organisation in three systems, and no person; the CRM has it as a company, too. */
export function tellNordlicht(build: WorldBuilder): void {
  build.identity('nordlicht-freight', 'organisation', ['role-mailbox']);
  const [person, email, name] = ['nordlicht-freight', 'info@nordlicht-freight.example.com', 'Nordlicht Freight GmbH'];
  const firm = build.company({
    ...{ name, domain: 'nordlicht-freight.example.com', phone: '+49 40 66969-300', lifecycleStage: 'customer' },
    ...{ industry: 'LOGISTICS_AND_SUPPLY_CHAIN', employees: 60, createdAt: build.ago(430) },
  });
  build.isOf(person, `hubspot:company:${firm.id}`);
  build.contact({
    person,
    email,
    phone: '+49 40 66969 300',
    company: name,
    companyId: firm.id,
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
