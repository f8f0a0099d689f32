-- Keys by which services sign in. The key itself is kept nowhere: its verifier is an HMAC whose key it is.
create table customer_graph.api_key (
  tenant text not null,
  -- The public part of the key, by which it is found.
  id text collate "C" not null,
  name text not null,
  verifier bytea not null check (octet_length(verifier) = 32),
  scopes text[] not null,
  policies text[] not null,
  created_at timestamptz not null default now(),
  -- null = never.
  expires_at timestamptz,
  -- Rows of revoked keys stay, so that every process learns of it.
  revoked_at timestamptz,
  -- Grows with every change of a tenant, in the order of the commits: what a reader has not seen is what is larger.
  version bigint not null,
  primary key (tenant, id)
);
create unique index api_key_version on customer_graph.api_key (tenant, version);

create sequence customer_graph.api_key_version_seq;
