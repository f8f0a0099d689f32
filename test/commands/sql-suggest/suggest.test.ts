// The whole way on real databases of different makers: what is proposed for each, what is doubted, and what is never read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { schemaSql, startSuggestions, suggestFor, type Suggestions } from './database';
import { mappingFaults } from './mapping-words';

let databases: Suggestions;
beforeAll(async () => {
  databases = await startSuggestions();
});
afterAll(() => databases.stop());

const HOUSE = readFileSync(join(__dirname, '../../../sandbox/postgres/schema.sql'), 'utf8');

/** `section.key` of each line that ends with a doubt, in order. */
function doubtful(text: string): string[] {
  let section = '';
  return text.split('\n').flatMap((line) => {
    section = /^(\w+):$/.exec(line)?.[1] ?? section;
    const key = /^ +(\w+): .* # \? /.exec(line)?.[1];
    return key === undefined ? [] : [`${section}.${key}`];
  });
}

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

describe('a database', () => {
  it('without customers is said to be one, with comments alone', async () => {
    const { text, roles } = await suggestFor(await databases.make('unrelated', schemaSql('unrelated')));
    expect(roles).toEqual([]);
    expect(parse(text)).toBeNull();
    expect(text).toContain('of the tables and views that this user may read (3), none looks');
    expect(text).not.toContain('Hilltop');
  });

  it('with something like customers names it as a guess', async () => {
    const { text, roles } = await suggestFor(
      await databases.make('suppliers', 'create table contact (id int primary key, name text); insert into contact values (1)'),
    );
    expect(roles).toEqual([]);
    expect(text).toMatch(/The best guesses:\n# - contact: \d+ points/);
  });

  it('that is empty, or closed to this user, says what to look at', async () => {
    const url = await databases.make('empty', '');
    expect((await suggestFor(url)).text).toContain('that this user may read (0)');
    const closed = await databases.make('closed', schemaSql('classic-shop'));
    const { text, roles } = await suggestFor(await databases.stranger(closed));
    expect(roles).toEqual([]);
    expect(text).toContain('grant select on');
  });

  it('gives a reader of few rights only what they may read', async () => {
    const url = await databases.make('few_rights', schemaSql('classic-shop'));
    const reader = await databases.stranger(url);
    await databases.run(
      url,
      `grant select (id, email, first_name, last_name) on customers to ${new URL(reader).username}; grant select on invoices to ${new URL(reader).username}`,
    );
    const { text, roles } = await suggestFor(reader);
    expect(roles).toEqual(['customers', 'invoices']);
    expect(parse(text)).toMatchObject({ customers: { fields: { email: 'email', givenName: 'first_name', familyName: 'last_name' } } });
    expect(text).not.toMatch(/phone|^orders:/m);
  });

  it('gives the same text however its keys were made', async () => {
    const again = await Promise.all(['same_a', 'same_b'].map((name) => databases.make(name, schemaSql('classic-shop'))));
    const [first, second] = await Promise.all(again.map(suggestFor));
    expect(first?.text.replace('same_a', '')).toBe(second?.text.replace('same_b', ''));
    expect((await suggestFor(again[0] ?? '')).text).toBe(first?.text);
  });

  it('never has free text taken for a status, nor shown', async () => {
    const { text } = await suggestFor(
      await databases.make(
        'free_text',
        `create table customers (id int primary key, email text, name text, country text);
         create table invoices (id int primary key, customer_id int references customers, total numeric, date date, status text);
         create table tickets (id int primary key, customer_id int references customers, subject text, status text, created_at date);
         insert into customers select n, 'a@b.example', 'X', 'ask@person.example' from generate_series(1, 3) n;
         insert into invoices select n, 1, 1, now(), 'word' || n from generate_series(1, 31) n;
         insert into tickets values (1, 1, 's', 'rang Mrs Privately, who asked for more time until May', now());`,
      ),
    );
    expect(parse(text)).toMatchObject({
      invoices: { fields: { status: { constant: 'OPEN' } } },
      tickets: { fields: { status: { constant: 'OPEN' } } },
    });
    expect(doubtful(text)).toEqual(expect.arrayContaining(['invoices.status', 'tickets.status']));
    expect(text).not.toMatch(/word\d|Privately|person\.example|phoneRegion/);
  });

  it('whose view cannot be read keeps the rest of its proposal', async () => {
    const { text } = await suggestFor(
      await databases.make(
        'broken_view',
        `create table customers (id int primary key, email text, name text);
         insert into customers values (1, 'a@b.example', 'X');
         create view invoices as select id, id as customer_id, 1.5 as total, now() as issued_at, (1 / (id - 1))::text as status from customers;`,
      ),
    );
    expect(parse(text)).toMatchObject({
      invoices: { table: 'invoices', fields: { status: { column: 'status', values: {}, default: 'OPEN' } } },
    });
    expect(text).toContain('its words could not be read');
    expect(mappingFaults(text)).toEqual([]);
  });

  it('takes a part payment for open where no column says what is left', async () => {
    const { text } = await suggestFor(
      await databases.make(
        'part_paid',
        `create table customers (id int primary key, email text, name text);
         create table invoices (id int primary key, customer_id int references customers, total numeric, date date, status text);
         insert into customers values (1);
         insert into invoices values (1, 1, 1, now(), 'partial'), (2, 1, 1, now(), null);`,
      ),
    );
    expect(parse(text)).toMatchObject({ invoices: { fields: { status: { values: { partial: 'OPEN' }, default: 'OPEN' } } } });
    expect(text).toContain('no column says how much is left of partial');
    expect(mappingFaults(text)).toEqual([]);
  });

  it('lets one table of invoices with items be the orders, and says so', async () => {
    const { text } = await suggestFor(
      await databases.make(
        'two_roles',
        `create table customer (customer_id int primary key, email text, name text);
         create table invoice (invoice_id int primary key, customer_id int references customer, invoice_date date, total numeric, status text);
         create table invoice_line (invoice_line_id int primary key, invoice_id int references invoice, quantity int, unit_price numeric);
         insert into invoice values (1, null, now(), 1, 'sent');`,
      ),
    );
    expect(parse(text)).toMatchObject({
      orders: { table: 'invoice', fields: { placedAt: 'invoice_date', status: { constant: 'DELIVERED' } } },
      items: { table: 'invoice_line', order: 'invoice_id' },
    });
    expect(text).toContain('# orders: invoice again');
  });

  it('reads what a status means from the table it refers to, and where it may be empty says so', async () => {
    const { text } = await suggestFor(
      await databases.make(
        'look_up',
        `create table customers (id int primary key, email text, name text);
         create table ticket_states (code char(1) primary key, label text);
         create table tickets (id int primary key, customer_id int references customers, subject text, created_at date, state char(1) references ticket_states);
         insert into ticket_states values ('A', 'Offen'), ('B', 'Erledigt');`,
      ),
    );
    expect(parse(text)).toMatchObject({
      tickets: { fields: { status: { column: 'state', values: { A: 'OPEN', B: 'CLOSED' }, default: 'OPEN' } } },
    });
    expect(doubtful(text)).toEqual(['tickets.status']);
  });

  it('leaves out partitions, extensions and tables no mapping can name', async () => {
    const { text } = await suggestFor(
      await databases.make(
        'odd',
        `create table customers (id int, email text, name text, created_at date) partition by range (created_at);
         create table customers_2026 partition of customers for values from ('2026-01-01') to ('2027-01-01');
         create table "a.clients" (id int primary key, email text, name text, phone text);`,
      ),
    );
    expect(parse(text)).toMatchObject({ customers: { table: 'customers', id: 'id' } });
    expect(text).not.toContain('customers_2026');
    expect(text).toContain('public.a.clients');
  });
});
