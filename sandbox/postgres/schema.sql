-- The pretend company's own billing database, worded as somebody's in-house system is: short names, states as words of
-- their own, a composite of address columns. Nothing of the product creates or changes it; the product only reads it,
-- through a mapping.

create table account (
  account_no  bigint primary key,
  given_name  text,
  surname     text,
  firm        text,
  mail        text,
  tel         text,
  street      text,
  town        text,
  zip         text,
  land        text,                          -- ISO 3166-1 alpha-2
  vat_no      text,
  opened_at   timestamptz not null,
  changed_at  timestamptz not null
);

create table bill (
  bill_no     text primary key,
  account_no  bigint not null references account (account_no),
  state       text not null check (state in ('draft', 'sent', 'part-paid', 'settled', 'cancelled')),
  cur         char(3) not null,              -- ISO 4217
  gross       numeric(12, 2) not null,
  paid        numeric(12, 2) not null default 0,
  billed_on   date not null,
  due_on      date not null
);

-- What the house looks accounts up by.
create index account_mail on account (lower(mail));
create index account_tel on account (tel);
create index bill_account on bill (account_no, billed_on desc);
create index bill_unpaid on bill (due_on) where state in ('sent', 'part-paid');
