-- A shop as in a textbook: English, declared keys, plain names, a schema of its own for support.
create schema support;

create table employees (
  id serial primary key, first_name text not null, last_name text not null, email text, job_title text, manager_id int references employees
);
create table customers (
  id serial primary key,
  first_name text not null, last_name text not null,
  email text not null unique, phone text, mobile text,
  company_name text, street text, city text, postal_code text, country char(2), vat_number text, birth_date date,
  account_manager_id int references employees, created_by_id int references employees,
  loyalty_tier text, password_hash text,
  created_at timestamptz not null, updated_at timestamptz not null
);
create table customer_addresses (id serial primary key, customer_id int not null references customers, street text, city text, phone text, email text);
create table products (id serial primary key, sku text, name text, price numeric(10, 2));
create table order_statuses (id int primary key, name text not null);
create table orders (
  id serial primary key, order_number text not null unique,
  customer_id int not null references customers, sold_by_id int references employees,
  status_id int not null references order_statuses, currency char(3) not null, total_amount numeric(10, 2) not null, refunded_amount numeric(10, 2),
  order_date timestamptz not null, shipped_at timestamptz, delivered_at timestamptz, cancelled_at timestamptz,
  carrier text, tracking_number text, updated_at timestamptz not null
);
create table order_items (
  id serial primary key, order_id int not null references orders, product_id int references products,
  sku text, name text not null, quantity int not null, unit_price numeric(10, 2) not null
);
create table invoices (
  id serial primary key, invoice_number text not null, order_id int references orders, customer_id int not null references customers,
  status text not null, currency char(3) not null, total numeric(10, 2) not null, amount_due numeric(10, 2) not null,
  issued_on date not null, due_date date not null
);
create table payments (
  id serial primary key, customer_id int not null references customers, amount numeric(10, 2) not null, currency char(3), status text, paid_at timestamptz
);
create type support.priority as enum ('low', 'normal', 'high', 'urgent');
create table support.tickets (
  id serial primary key, customer_id int not null references customers, subject text not null, channel text,
  status text not null, priority support.priority not null, rating int, rating_comment text,
  created_at timestamptz not null, updated_at timestamptz, first_reply_at timestamptz, resolved_at timestamptz, due_at timestamptz
);
create table support.ticket_comments (
  id serial primary key, ticket_id int not null references support.tickets, body text not null, is_internal boolean not null, from_customer boolean not null,
  created_at timestamptz not null
);

insert into employees (first_name, last_name, email) values ('Sal', 'Seller', 'sal@shop.example');
insert into customers (first_name, last_name, email, country, account_manager_id, created_at, updated_at)
  values ('Secretname', 'Hidden', 'secret@person.example', 'DE', 1, now(), now());
insert into order_statuses values (1, 'new'), (2, 'shipped'), (3, 'delivered'), (9, 'gone fishing');
insert into orders (order_number, customer_id, status_id, currency, total_amount, order_date, updated_at) values ('O-1', 1, 2, 'EUR', 10, now(), now());
insert into order_items (order_id, name, quantity, unit_price) values (1, 'Pen', 1, 10);
insert into invoices (invoice_number, customer_id, status, currency, total, amount_due, issued_on, due_date)
  values ('I-1', 1, 'sent', 'EUR', 10, 10, '2026-01-01', '2026-02-01'), ('I-2', 1, 'Part-paid', 'EUR', 10, 5, '2026-01-01', '2026-02-01');
insert into support.tickets (customer_id, subject, status, priority, created_at) values (1, 'Where is it', 'open', 'high', now()), (1, 'Lost', 'parked', 'low', now());
insert into support.ticket_comments (ticket_id, body, is_internal, from_customer, created_at) values (1, 'Hello', false, true, now());
