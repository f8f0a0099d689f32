-- An application as frameworks make it: quoted camelCase, cents, unique indexes, users instead of customers, a schema off the search path.
create schema app;

create table app."Users" (
  "id" bigserial primary key, "fullName" text not null, "emailAddress" text not null, "phoneNumber" text, "companyName" text, "isCompany" boolean not null,
  "countryCode" text, "hubspotId" text, "encryptedPassword" text, "createdAt" timestamptz not null, "updatedAt" timestamptz not null
);
create unique index on app."Users" ("emailAddress");
create table app."Invoices" (
  "id" uuid primary key default gen_random_uuid(), "userId" bigint not null, "totalCents" bigint not null, "currencyCode" text not null, "isPaid" boolean not null,
  "createdAt" timestamptz not null
);
create table app."Orders" (
  "id" bigserial primary key, "userId" bigint not null, "totalCents" int not null, "currency" text not null, "status" int not null, "placedAt" timestamptz not null
);
create table app."OrderItems" ("id" bigserial primary key, "orderId" bigint not null, "productName" text, "quantity" int, "unitPriceCents" int);
create materialized view app."SupportRequests" as
  select 1::bigint as "id", 1::bigint as "userId", 'x'::text as "title", 'open'::text as "status", now() as "createdAt";
create unique index on app."SupportRequests" ("id");

insert into app."Users" values (1, 'A B', 'a@b.example', '1', null, false, 'DE', '501', null, now(), now());
insert into app."Invoices" ("userId", "totalCents", "currencyCode", "isPaid", "createdAt") values (1, 100, 'EUR', true, now());
insert into app."Orders" values (1, 1, 100, 'EUR', 0, now()), (2, 1, 100, 'EUR', 1, now());
insert into app."OrderItems" values (1, 1, 'Pen', 1, 100);
