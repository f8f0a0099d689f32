// What a deployment's own role needs on the state's tables when another one made them: to read and to say, and nothing more.
import { escapeIdentifier } from 'pg';
import type { Session } from './session';

/** Rejects with `pg`'s error where there is no such role, or the session may not grant. */
export async function grantUse(session: Session, role: string): Promise<void> {
  const name = escapeIdentifier(role);
  await session.query(
    `grant usage on schema customer_graph to ${name};
     grant select on customer_graph.migration to ${name};
     grant select, insert, update on customer_graph.link_constraint to ${name};
     grant insert on customer_graph.link_constraint_log to ${name};
     grant select, insert, update, delete on customer_graph.link_constraint_listener to ${name};
     grant usage on sequence customer_graph.link_constraint_version_seq to ${name};
     grant select, insert, update on customer_graph.api_key to ${name};
     grant usage on sequence customer_graph.api_key_version_seq to ${name};
     grant select, insert on customer_graph.audit_record to ${name};
     grant select, insert, update on customer_graph.audit_head to ${name};
     grant select, insert, delete on customer_graph.webhook_seen to ${name};
     grant select, insert, update on customer_graph.polls to ${name};
     grant select, insert, update, delete on customer_graph.outbox to ${name};
     grant select, insert, update, delete on customer_graph.erased_record to ${name};
     grant usage on sequence customer_graph.erased_record_version_seq to ${name};
     grant select, insert, update on customer_graph.operation to ${name};
     grant select, insert, update on customer_graph.operation_step to ${name};
     grant select, insert, update, delete on customer_graph.action_claim to ${name};`,
  );
}
