-- Who was shown whose personal data, and what for: one row an answer, in a chain a tenant. No personal data: customers and documents
-- are HMACs, whose key is not here.
create table customer_graph.audit_record (
  tenant text not null,
  -- From 1, without gaps.
  seq bigint not null,
  -- Ours, made with the record: one that is written again after a lost answer is known by it.
  id uuid not null,
  at timestamptz not null,
  request_id text not null,
  caller_kind text not null,
  subject text,
  purpose text,
  operation text,
  document text not null,
  customers text[] not null,
  -- Of all customers of the answer, where it had more than are named.
  customer_count integer not null,
  shown text[] not null,
  masked text[] not null,
  withheld integer not null,
  decision text not null check (decision in ('shown', 'masked', 'denied')),
  -- HMAC over the hash before it and this row.
  hash bytea not null check (octet_length(hash) = 32),
  primary key (tenant, seq)
);
create unique index audit_record_id on customer_graph.audit_record (tenant, id);
create index audit_record_at on customer_graph.audit_record (tenant, at);
create index audit_record_subject on customer_graph.audit_record (tenant, subject, seq);
create index audit_record_customers on customer_graph.audit_record using gin (customers);

create trigger append_only before update or delete or truncate on customer_graph.audit_record
  for each statement execute function customer_graph.refuse_change();

-- Where each chain ends, so that rows taken from its end are missed.
create table customer_graph.audit_head (
  tenant text primary key,
  seq bigint not null,
  hash bytea not null check (octet_length(hash) = 32),
  -- HMAC over both: nobody without the key makes an earlier row the last one.
  proof bytea not null check (octet_length(proof) = 32)
);
