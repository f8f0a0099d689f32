-- Who is doing something in a vendor's system now, so that nobody else does the same at that instant. A row lives as long as the deed, or,
-- where its process died, until its lease is over. Which key it is cannot be read from it; what is done, and of whom, is not here.
create table customer_graph.action_claim (
  tenant text not null,
  source text not null,
  action text not null,
  -- SHA-256 of source, action and key.
  key_hash text not null,
  -- Of one attempt, in whichever process.
  claimed_by uuid not null,
  claimed_until timestamptz not null,
  primary key (tenant, source, action, key_hash)
);
