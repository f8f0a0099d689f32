// What the doctor tries of a helpdesk: all that its contract reads.
import type { Attempt } from '../../platform/domain/examination';
import type { PersonRecord } from '../../platform/record';
import type { SupportConnector } from './contract';

/** `record` = null: what takes none. Never rejects. */
export async function tryReads(connector: SupportConnector, record: PersonRecord | null, attempt: Attempt): Promise<void> {
  const tickets = await attempt.read('tickets', connector.tickets, record?.id);
  await attempt.read('comments', connector.comments, tickets?.[0]?.id);
  await attempt.list('openTickets', connector.openTickets, { priorities: [] });
}
