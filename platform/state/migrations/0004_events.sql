-- Events of the vendors' systems on their way to whoever acts on them: which were seen, and which are still to be told. Ids alone: an
-- event is a hint to read again, and carries no data.
create table customer_graph.webhook_seen (
  tenant text not null,
  source text not null,
  -- The vendor's own id of the delivery or event; a hash of the body where it has none.
  event_id text not null,
  seen_at timestamptz not null default now(),
  primary key (tenant, source, event_id)
);
create index webhook_seen_at on customer_graph.webhook_seen (seen_at);

-- One row a hint, from the transaction that saw it until everybody who is told of hints has been told.
create table customer_graph.outbox (
  -- Grows with time, not strictly with commits.
  seq bigint generated always as identity primary key,
  tenant text not null,
  -- The same for the same cause, whoever tells it again: receivers know doubles by it.
  cause text not null,
  source text not null,
  -- Global id of the record; null = something of the source, which does not say what.
  record text,
  -- Such as `support.ticket.updated`.
  type text not null,
  at timestamptz not null,
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  -- Why it was given up; null = it is still to be told.
  dead_reason text,
  dead_at timestamptz,
  unique (tenant, cause)
);
create index outbox_due on customer_graph.outbox (tenant, next_at, seq) where dead_reason is null;
