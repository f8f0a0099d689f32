// Databases that are no textbook: without customers, with few rights, with free text and odd tables, and what is said of each.
import { parse } from 'yaml';
import { schemaSql, startSuggestions, suggestFor, type Suggestions } from './database';
import { doubtful } from './doubtful';
import { mappingFaults } from './mapping-words';

let databases: Suggestions;
beforeAll(async () => {
  databases = await startSuggestions();
});
afterAll(() => databases.stop());

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
