// What tables of each role are called, in English and German: names read as naming.ts reads them, joined without a gap.

export const ROLES = ['customers', 'staff', 'invoices', 'orders', 'items', 'tickets', 'comments'] as const;
export type Role = (typeof ROLES)[number];

export interface RoleWords {
  /** Says it. */
  strong: RegExp;
  /** May say it. */
  weak: RegExp | null;
  /** Says that it is something else. */
  against: RegExp | null;
  /** What columns of the table may begin with, and what others begin with that refer to it. */
  entity: string;
}

/** Something about a thing, or what is no longer in use, rather than the thing. */
export const ASIDE =
  /^(address(es)?|adressen?|groups?|gruppen?|types?|typ|typen|arten?|status(es)?|state|states|statuses|categor(y|ies)|kategorien?|logs?|history|historie|archiv(e|es)?|backup|bak|old|alt|tmp|temp|test|audit|settings?|options?|tags?|preferences?|roles?|rollen?|permissions?|stats?|statistics|templates?|sequences?|import|export|staging|stg|attachments?|files?|dateien|media|metadata|meta|tokens?|sessions?|schedules?|rules?|queue|rates?|demographics)$/;

const DOCUMENT_ASIDE =
  '(credit_?notes?|gutschrift(en)?|payments?|zahlung(en)?|refunds?|subscriptions?|abos?|quotes?|quotations?|offers?|angebote?|carts?|baskets?|warenkorb|warenkoerbe|leads?|opportunit(y|ies)|transactions?|reviews?|wish_?lists?|deliver(y|ies)|lieferung(en)?|lieferscheine?|shipments?|returns?|retouren?|mahnung(en)?|reminders?|contracts?|vertraege|appointments?|events?)';
const LINES = '(items?|lines?|line_?items?|details?|positions?|positionen|pos|zeilen?)';

export const ROLE_WORDS: Readonly<Record<Role, RoleWords>> = {
  customers: {
    strong: whole('(customers?|clients?|kunden?|kunden?stamm(daten)?|debitor(en)?|klienten?|cust|kd)'),
    weak: whole(
      '(users?|accounts?|persons?|people|personen|contacts?|kontakte?|members?|mitglied(er)?|business_?partners?|partners?|geschaeftspartner|guests?|gaeste|patients?|patienten|subscribers?|buyers?|kaeufer|shoppers?|adressen?|part(y|ies)|companies|company|firmen|organi[sz]ations?|donors?|spender|tenants?|mieter|profiles?)',
    ),
    against: whole(
      '(employees?|staff|mitarbeiter|personal|angestellte|suppliers?|vendors?|lieferanten?|kreditor(en)?|sales_?(reps?|persons?|people)|vertreter|verkaeufer|admins?|bank_?accounts?|konten|authors?)',
    ),
    entity: gapless(
      'customers?|clients?|kunden?|debitor(en)?|cust|kd|users?|accounts?|persons?|contacts?|members?|partner|buyer|kaeufer|bill_?to_?customer',
    ),
  },
  staff: {
    strong: whole(
      '(employees?|staff|staff_?members?|mitarbeiter|mitarbeitende|mitarbeiterinnen|personal|angestellte|sales_?(reps?|persons?|people|staff|agents?)|sellers?|representatives?|vertreter|verkaeufer|berater|betreuer|sachbearbeiter|account_?managers?|workers?|emp)',
    ),
    weak: whole('(users?|agents?|benutzer|admin_?users?|admins?|team_?members?|operators?|consultants?|persons?|people|personen)'),
    against: whole('(suppliers?|vendors?|lieferanten?|customers?|kunden?|clients?|authors?)'),
    entity: gapless(
      'employees?|emp|staff|mitarbeiter|ma|personal|angestellter?|sales_?(reps?|persons?|man)|reps?|sellers?|vertreter|verkaeufer|berater|betreuer|users?|benutzer|agents?',
    ),
  },
  invoices: {
    strong: whole(
      '((sales|customer|ausgangs|kunden|debitoren)?(invoices?|bills?|rechnung(en)?|rechnungs?(kopf|koepfe))|faktura|fakturen|rg)',
    ),
    weak: whole('(receipts?|belege?|belegkopf|charges?|statements?|receivables?|offene_?posten|op)'),
    against: whole(`(${DOCUMENT_ASIDE}|(supplier|vendor|purchase|eingangs|lieferanten).*|orders?|bestellung(en)?|auftraege|auftrag)`),
    entity: gapless('invoices?|inv|bills?|rechnungs?|rg|re|faktura|belege?|billing'),
  },
  orders: {
    strong: whole(
      '((sales|customer|kunden|web|shop)?(orders?|bestellung(en)?|auftrag|auftraege|auftrags?(kopf|koepfe)|bestell(kopf|koepfe))|sales?|verkauf|verkaeufe)',
    ),
    weak: whole('(purchases?|kaeufe|kauf|bookings?|buchung(en)?|checkouts?|rentals?)'),
    against: whole(`(${DOCUMENT_ASIDE}|(supplier|vendor|purchase|lieferanten|work|production).+|invoices?|bills?|rechnung(en)?)`),
    entity: gapless('orders?|ord|sales?|bestell(ungs?)?|auftrags?|verkaufs?|purchases?|bookings?|buchungs?'),
  },
  items: {
    strong: whole(
      `(orders?|sales?|sales_?order|invoices?|bills?|purchase|line|auftrags?|bestell(ungs?)?|rechnungs?|verkaufs?|shop_?order|beleg)${LINES}|positionen`,
    ),
    weak: whole(`${LINES}|(order|sale|invoice|auftrags?|bestell|rechnungs?)(products?|articles?|artikel)`),
    against: whole(DOCUMENT_ASIDE),
    entity: gapless(
      'orders?|sales?|invoices?|bills?|lines?|items?|pos|positions?|auftrags?|bestell|rechnungs?|products?|produkt|articles?|artikel',
    ),
  },
  tickets: {
    strong: whole(
      '((support|service|help_?desk|customer|kunden)?(tickets?|requests?|enquir(y|ies)|inquir(y|ies)|cases?|issues?|anfragen?|complaints?|incidents?|conversations?)|vorgang|vorgaenge|beschwerden?|reklamation(en)?|support(faelle|fall))',
    ),
    weak: whole('(messages?|tasks?|support|chats?|threads?|questions?|fragen|stoerung(en)?|meldung(en)?)'),
    against: whole('(articles?|events?|orders?)'),
    entity: gapless(
      'tickets?|requests?|enquir(y|ies)|inquir(y|ies)|cases?|issues?|anfragen?|vorgangs?|complaints?|incidents?|conversations?|support|reklamations?',
    ),
  },
  comments: {
    strong: whole(
      '((support|service)?(tickets?|requests?|enquiry|inquiry|cases?|issues?|anfragen?|vorgangs?|conversations?|complaint|incident))?(comments?|messages?|repl(y|ies)|posts?|notes?|kommentare?|nachricht(en)?|antwort(en)?|notiz(en)?|eintraege|verlauf|entries)',
    ),
    weak: null,
    against: null,
    entity: gapless('comments?|messages?|repl(y|ies)|posts?|notes?|kommentar|nachrichts?|antwort|notiz|tickets?'),
  },
};

function whole(words: string): RegExp {
  return new RegExp(`^(?:${gapless(words)})$`);
}

/** Names are read without gaps; the gaps are for who reads this. */
function gapless(words: string): string {
  return words.replaceAll('_?', '');
}
