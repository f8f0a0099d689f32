-- What processes did, and are at: one row a run, one a step. Ids, states and times alone; what a run needs of a person's data to do its
-- work is sealed, and gone when the run has ended.
create table customer_graph.operation (
  tenant text not null,
  -- Made of the name and the key it was asked for with, so that the same is never begun twice.
  id uuid not null,
  kind text not null check (kind in ('SAGA', 'WORKFLOW')),
  name text not null,
  -- Hash of the definition it began with.
  version text not null,
  state text not null,
  -- Stable code of why it is where it is; null = nothing to say.
  reason text,
  -- Global id of the record it is about.
  subject text,
  -- Who asked for it: a token's subject, an API key's id; null = an event did, or nobody signs in.
  asked_by text,
  -- HMAC of what was asked for: the same key with something else is refused.
  fingerprint text not null,
  -- Input and plan, encrypted; null once it has ended.
  sealed bytea,
  -- What a person has to choose from, by code; null = nothing.
  choices text[],
  -- Not before; null = at once.
  due_at timestamptz,
  -- When what started it happened.
  event_at timestamptz not null,
  -- When the first step was done.
  effect_at timestamptz,
  cancel_asked boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant, id)
);
create index operation_newest on customer_graph.operation (tenant, created_at desc, id);
create index operation_open on customer_graph.operation (tenant, updated_at) where ended_at is null;

create table customer_graph.operation_step (
  tenant text not null,
  operation uuid not null,
  position integer not null,
  domain text not null,
  source text not null,
  action text not null,
  role text not null check (role in ('COMPENSATABLE', 'PIVOT', 'RETRY')),
  -- DONE, ALREADY, FAILED, UNSUPPORTED; null = not tried to the end yet.
  outcome text,
  -- Stable code of what went wrong last.
  error text,
  -- Global id of what was made or changed.
  record text,
  attempts integer not null default 0,
  at timestamptz,
  -- The action that takes it back, as its receipt says; null = nothing does.
  undo_action text,
  -- What that needs, encrypted; null = nothing to take back.
  undo bytea,
  -- DONE, ALREADY, FAILED; null = not taken back.
  undo_outcome text,
  undo_error text,
  undo_attempts integer not null default 0,
  undone_at timestamptz,
  primary key (tenant, operation, position),
  foreign key (tenant, operation) references customer_graph.operation (tenant, id) on delete cascade
);
