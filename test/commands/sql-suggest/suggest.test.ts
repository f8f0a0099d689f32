// The whole way on real databases of different makers: what is proposed for each, what is doubted, and what is never read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { schemaSql, startSuggestions, suggestFor, type Suggestions } from './database';
import { doubtful } from './doubtful';
import { mappingFaults } from './mapping-words';

let databases: Suggestions;
beforeAll(async () => {
  databases = await startSuggestions();
});
afterAll(() => databases.stop());

const HOUSE = readFileSync(join(__dirname, '../../../sandbox/postgres/schema.sql'), 'utf8');

describe('a shop as in a textbook', () => {
  it('is proposed whole, with a doubt where a word is unknown', async () => {
    const { text, roles, statements } = await suggestFor(await databases.make('classic', schemaSql('classic-shop')));
    expect(parse(text)).toEqual({
      customers: {
        table: 'customers',
        id: 'id',
        salesPerson: 'account_manager_id',
        phoneRegion: { column: 'country' },
        fields: {
          email: 'email',
          phone: ['phone', 'mobile'],
          givenName: 'first_name',
          familyName: 'last_name',
          company: 'company_name',
          taxId: 'vat_number',
          line1: 'street',
          city: 'city',
          postalCode: 'postal_code',
          country: 'country',
          birthDate: 'birth_date',
          createdAt: 'created_at',
          updatedAt: 'updated_at',
        },
      },
      staff: { table: 'employees', id: 'id', fields: { givenName: 'first_name', familyName: 'last_name', email: 'email' } },
      invoices: {
        table: 'invoices',
        id: 'id',
        customer: 'customer_id',
        fields: {
          number: 'invoice_number',
          issueDate: 'issued_on',
          dueDate: 'due_date',
          total: 'total',
          balance: 'amount_due',
          currency: 'currency',
          status: { column: 'status', values: { sent: 'OPEN', 'Part-paid': 'PARTIALLY_PAID' } },
        },
      },
      orders: {
        table: 'orders',
        id: 'id',
        customer: 'customer_id',
        salesPerson: 'sold_by_id',
        fields: {
          number: 'order_number',
          status: { column: 'status_id', values: { 1: 'PENDING', 2: 'IN_TRANSIT', 3: 'DELIVERED' }, default: 'PENDING' },
          currency: 'currency',
          total: 'total_amount',
          refunded: 'refunded_amount',
          placedAt: 'order_date',
          updatedAt: 'updated_at',
          cancelledAt: 'cancelled_at',
          shippedAt: 'shipped_at',
          deliveredAt: 'delivered_at',
          carrier: 'carrier',
          trackingNumber: 'tracking_number',
        },
      },
      items: {
        table: 'order_items',
        id: 'id',
        order: 'order_id',
        fields: { sku: 'sku', name: 'name', quantity: 'quantity', unitPrice: 'unit_price' },
      },
      tickets: {
        table: 'support.tickets',
        id: 'id',
        customer: 'customer_id',
        fields: {
          number: 'id',
          subject: 'subject',
          channel: 'channel',
          status: { column: 'status', values: { open: 'OPEN' }, default: 'OPEN' },
          priority: { column: 'priority', values: { low: 'LOW', normal: 'NORMAL', high: 'HIGH', urgent: 'URGENT' } },
          createdAt: 'created_at',
          updatedAt: 'updated_at',
          firstReplyAt: 'first_reply_at',
          solvedAt: 'resolved_at',
          slaDueAt: 'due_at',
          rating: 'rating',
          ratingScale: 5,
          ratingComment: 'rating_comment',
        },
      },
      comments: {
        table: 'support.ticket_comments',
        id: 'id',
        ticket: 'ticket_id',
        fields: {
          at: 'created_at',
          body: 'body',
          public: { column: 'is_internal', values: { true: false, false: true } },
          fromCustomer: 'from_customer',
        },
      },
    });
    expect(doubtful(text)).toEqual(['orders.status', 'tickets.status', 'tickets.ratingScale']);
    expect(text).toContain('left to the default: 9 (gone fishing)');
    expect(text).toContain('left to the default: parked');
    expect(text).toContain('# raw: [ created_by_id, loyalty_tier ]');
    expect(text).toMatch(/BILLING_SOURCES=sql SALES_SOURCES=sql SUPPORT_SOURCES=sql npm start/);
    expect(roles).toEqual(['customers', 'staff', 'invoices', 'orders', 'items', 'tickets', 'comments']);
    expect(mappingFaults(text)).toEqual([]);
    expect(mappingFaults(text)).toEqual([]);
    // Three of the catalogue, and the words of three statuses and a country; the priority's are in the catalogue.
    expect(statements).toBe(7);
    expect(text).not.toMatch(/Secretname|Hidden|secret@|Where is it|Hello|password/i);
  });
});

describe('a German ERP without foreign keys', () => {
  it('is read by its names, and every guessed reference is a doubt', async () => {
    const { text } = await suggestFor(await databases.make('erp', schemaSql('german-erp')));
    expect(parse(text)).toMatchObject({
      customers: {
        table: 'tblKunden',
        id: 'lngKundenNr',
        salesPerson: 'lngMitarbeiterNr',
        phoneRegion: { column: 'strLand', values: { Deutschland: 'DE', Österreich: 'AT' } },
        fields: {
          email: 'strEMail',
          phone: ['strTelefon', 'strMobil'],
          givenName: 'strVorname',
          familyName: 'strName',
          company: 'strFirma',
          taxId: 'strUStIdNr',
          birthDate: 'datGeburtsdatum',
          createdAt: 'dtmAngelegtAm',
        },
      },
      staff: { table: 'tblMitarbeiter', id: 'lngMitarbeiterNr', fields: { givenName: 'strVorname', familyName: 'strNachname' } },
      invoices: {
        table: 'tblRechnungskopf',
        id: 'strRechnungsNr',
        customer: 'lngKundenNr',
        fields: {
          number: 'strRechnungsNr',
          issueDate: 'datRechnungsdatum',
          dueDate: 'datFaelligAm',
          total: 'curBruttobetrag',
          paid: { column: 'curBezahlt', default: '0' },
          currency: { constant: 'EUR' },
          status: { column: 'strStatus', values: { offen: 'OPEN', bezahlt: 'PAID', Überfällig: 'OPEN' } },
        },
      },
      orders: {
        table: 'tblAuftraege',
        id: 'lngAuftragNr',
        salesPerson: 'lngMitarbeiterNr',
        fields: { status: { column: 'strStatus', values: { versandt: 'IN_TRANSIT' }, default: 'PENDING' }, placedAt: 'datAuftragsdatum' },
      },
      items: {
        table: 'tblAuftragspositionen',
        id: 'intPosNr',
        order: 'lngAuftragNr',
        fields: { sku: 'strArtikelNr', quantity: 'dblMenge' },
      },
      tickets: {
        table: 'tblVorgaenge',
        fields: { status: { values: { 'in Bearbeitung': 'IN_PROGRESS' } }, priority: { values: { hoch: 'HIGH' } } },
      },
    });
    expect(doubtful(text)).toEqual([
      'customers.salesPerson',
      'customers.familyName',
      'invoices.customer',
      'invoices.currency',
      'orders.id',
      'orders.customer',
      'orders.salesPerson',
      'orders.status',
      'items.id',
      'items.order',
      'tickets.customer',
    ]);
    expect(mappingFaults(text)).toEqual([]);
    expect(mappingFaults(text)).toEqual([]);
  });
});

describe('an application’s own database', () => {
  it('is read through quoted names, cents, unique indexes, another schema and a materialised view', async () => {
    const { text } = await suggestFor(await databases.make('rails', schemaSql('rails-like')));
    expect(parse(text)).toMatchObject({
      customers: {
        table: 'app.Users',
        externalIds: { 'hubspot:contact': 'hubspotId' },
        phoneRegion: { column: 'countryCode' },
        fields: {
          email: 'emailAddress',
          name: 'fullName',
          kind: { column: 'isCompany', values: { true: 'ORGANIZATION', false: 'PERSON' } },
        },
      },
      invoices: {
        table: 'app.Invoices',
        customer: 'userId',
        fields: {
          total: { column: 'totalCents', divideBy: 100 },
          dueDate: { column: 'createdAt', plusDays: 30 },
          status: { column: 'isPaid', values: { true: 'PAID', false: 'OPEN' } },
        },
      },
      orders: { fields: { status: { column: 'status', values: {}, default: 'PENDING' } } },
      items: { fields: { unitPrice: { column: 'unitPriceCents', divideBy: 100 } } },
      tickets: { table: 'app.SupportRequests', id: 'id' },
    });
    expect(text).toContain('left to the default: 0, 1');
    expect(doubtful(text)).toEqual(
      expect.arrayContaining([
        'invoices.customer',
        'invoices.issueDate',
        'invoices.dueDate',
        'invoices.status',
        'orders.status',
        'customers.externalIds',
      ]),
    );
    expect(text).not.toContain('encryptedPassword');
    expect(mappingFaults(text)).toEqual([]);
    expect(mappingFaults(text)).toEqual([]);
  });
});

describe('the pretend company’s database', () => {
  it('is proposed as we map it ourselves', async () => {
    const url = await databases.make('house', HOUSE);
    await databases.run(
      url,
      `insert into account (account_no, land, opened_at, changed_at) values (1, 'DE', now(), now());
       insert into bill select state, 1, state, 'EUR', 1, 0, now(), now() from unnest('{draft,sent,part-paid,settled,cancelled}'::text[]) state;
       analyze`,
    );
    const { text } = await suggestFor(url);
    const shipped = parse(readFileSync(join(__dirname, '../../../sandbox/postgres/house-database.mapping.yml'), 'utf8')) as unknown;
    expect(parse(text)).toEqual(shipped);
    expect(doubtful(text)).toEqual([]);
  });
});
