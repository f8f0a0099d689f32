// Every hint that ever came into the outbox, in the order of its coming: the relay takes them out again as soon as it has told of them.
import type { StateDatabase } from '../../platform/state/database';

export interface HintLog {
  read(): Promise<{ source: string; record: string | null; type: string }[]>;
  /** Empties it, the outbox, and what is remembered of events that were seen. */
  clear(): Promise<void>;
}

/** A clearing may wait for a relay that holds a row while it tells of it. */
const PATIENCE_MS = 20_000;

/** The tables are there already. */
export async function keepHintLog(state: StateDatabase): Promise<HintLog> {
  await state.use((session) =>
    session.query(
      `create table if not exists public.hint_log (seq bigint generated always as identity, source text, record text, type text);
       create or replace function public.log_hint() returns trigger language plpgsql as $$
         begin insert into public.hint_log (source, record, type) values (new.source, new.record, new.type); return new; end $$;
       create or replace trigger log_hint after insert on customer_graph.outbox for each row execute function public.log_hint()`,
    ),
  );
  return {
    read: () => state.use((session) => session.query('select source, record, type from public.hint_log order by seq')),
    clear: () =>
      state.use(async (session) => {
        await session.query('delete from customer_graph.outbox', [], PATIENCE_MS);
        await session.query('delete from customer_graph.webhook_seen', [], PATIENCE_MS);
        await session.query('truncate public.hint_log', [], PATIENCE_MS);
      }),
  };
}
