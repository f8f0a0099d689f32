-- Records of people who are being, or were, erased from the connected systems: nothing of them is kept in any process's memory meanwhile.
-- Ids of records alone, which are no personal data, and gone again once they cannot matter.
create table customer_graph.erased_record (
  tenant text not null,
  -- Global id of a record, or of what hangs on one: a ticket, an order.
  record text not null,
  until timestamptz not null,
  -- Grows with every row of a tenant, in the order of the commits: what a reader has not seen is what is larger.
  version bigint not null,
  primary key (tenant, record)
);
create unique index erased_record_version on customer_graph.erased_record (tenant, version);

create sequence customer_graph.erased_record_version_seq;
