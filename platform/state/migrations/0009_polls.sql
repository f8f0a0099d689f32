-- Up to where each source that is polled was read, and when it is read again: whoever moves `next_at` on has the turn. Ids and times alone.
create table customer_graph.polls (
  tenant text not null,
  source text not null,
  -- The connector's own; null = nothing was read yet.
  cursor text,
  next_at timestamptz not null,
  primary key (tenant, source)
);
