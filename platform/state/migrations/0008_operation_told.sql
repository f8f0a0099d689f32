-- Whoever watches an operation hears that it moved, whatever moved it. Ids alone; what it says now is read by those who may.
create function customer_graph.tell_operation() returns trigger language plpgsql as $$
begin
  perform pg_notify(
    'customer_graph_operation',
    json_build_object('tenant', new.tenant, 'operation', case tg_argv[0] when 'step' then to_jsonb(new) ->> 'operation' else to_jsonb(new) ->> 'id' end)::text
  );
  return null;
end
$$;
create trigger told after insert or update on customer_graph.operation
  for each row execute function customer_graph.tell_operation('operation');
create trigger told after insert or update on customer_graph.operation_step
  for each row execute function customer_graph.tell_operation('step');
