-- Who has been told of a hint already, while somebody else could not be: nobody is told again because another one is away.
alter table customer_graph.outbox add column told text[] not null default '{}';
