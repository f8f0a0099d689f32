-- What people have said of two records: that they are one customer (LINK), that they are not (UNLINK), or that they take their word
-- back (NONE, kept so that every process learns of it). Ids and words about processing only, no customer's data.
create table customer_graph.link_constraint (
  tenant text not null,
  -- Record ids; the smaller one first, by bytes.
  a text collate "C" not null,
  b text collate "C" not null,
  kind text not null check (kind in ('LINK', 'UNLINK', 'NONE')),
  said_by text not null,
  reason text not null,
  said_at timestamptz not null,
  -- Grows with every change of a tenant, in the order of the commits: what a reader has not seen is what is larger.
  version bigint not null,
  primary key (tenant, a, b),
  check (a < b)
);
create unique index link_constraint_version on customer_graph.link_constraint (tenant, version);
create index link_constraint_b on customer_graph.link_constraint (tenant, b);

create sequence customer_graph.link_constraint_version_seq;

-- Every change, for ever.
create table customer_graph.link_constraint_log (
  tenant text not null,
  version bigint not null,
  a text collate "C" not null,
  b text collate "C" not null,
  kind text not null,
  said_by text not null,
  reason text not null,
  said_at timestamptz not null,
  logged_at timestamptz not null default now(),
  primary key (tenant, version)
);

create function customer_graph.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'this table is only ever added to';
end
$$;
create trigger append_only before update or delete or truncate on customer_graph.link_constraint_log
  for each statement execute function customer_graph.refuse_change();

-- Sessions that keep a process's memory fresh, and how far each has read. A row counts as long as its session holds its lock.
create unlogged table customer_graph.link_constraint_listener (
  pid integer primary key,
  tenant text not null,
  seen bigint not null
);
