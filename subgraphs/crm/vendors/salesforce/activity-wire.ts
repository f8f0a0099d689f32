// Salesforce's tasks, events and cases as activities: what is read of them, and how it becomes ours. Pure, sends nothing.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import { recordId, type RecordId } from '../../../../platform/record';
import type { Activity, ActivityKind } from '../../contract';
import { Instant, Text, toInstant, toOwnerId, toUrl, type Org } from './org';

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm */
export const TaskRow = z.object({
  ...{ Id: z.string(), Subject: Text, Description: Text, TaskSubtype: Text, OwnerId: Text },
  ...{ ActivityDate: z.iso.date().nullable(), CompletedDateTime: Instant, CreatedDate: Instant },
});
/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_event.htm */
export const EventRow = z.object({
  ...{ Id: z.string(), Subject: Text, Description: Text, ActivityDateTime: Instant, CreatedDate: Instant, OwnerId: Text },
});
/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_case.htm */
export const CaseRow = z.object({
  ...{ Id: z.string(), CaseNumber: Text, Subject: Text, Description: Text, Status: Text, CreatedDate: Instant, OwnerId: Text },
});

export const TASK_FIELDS = Object.keys(TaskRow.shape).join(',');
export const EVENT_FIELDS = Object.keys(EventRow.shape).join(',');
export const CASE_FIELDS = Object.keys(CaseRow.shape).join(',');

/** A mail or call that was logged is a task too; what is none of these is a plain task. */
const KINDS: Readonly<Record<string, ActivityKind>> = { Call: 'CALL', Email: 'EMAIL', ListEmail: 'EMAIL' };

/** Null where nothing tells when it was. */
type ActivityOf<Row> = (row: Row, record: RecordId, org: Org) => Activity | null;

/** When it was done, else the day it is due (tasks have no hour), else when it was written down. */
export const toTask: ActivityOf<z.infer<typeof TaskRow>> = (row, record, org) =>
  activity('Task', row, record, org, {
    kind: KINDS[row.TaskSubtype ?? ''] ?? 'TASK',
    at: toInstant(row.CompletedDateTime) ?? (row.ActivityDate === null ? null : `${row.ActivityDate}T00:00:00.000Z`),
    subject: textOf(row.Subject),
  });

export const toEvent: ActivityOf<z.infer<typeof EventRow>> = (row, record, org) =>
  activity('Event', row, record, org, { kind: 'MEETING', at: toInstant(row.ActivityDateTime), subject: textOf(row.Subject) });

/** A case is work to do: a task, with its number and status in the subject. When it was opened. */
export const toCase: ActivityOf<z.infer<typeof CaseRow>> = (row, record, org) => {
  const subject = textOf(row.Subject);
  const head = `Case ${row.CaseNumber ?? ''} (${row.Status ?? 'no status'})`.replace('  ', ' ');
  return activity('Case', row, record, org, { kind: 'TASK', at: null, subject: subject === null ? head : `${head}: ${subject}` });
};

function activity(
  object: 'Task' | 'Event' | 'Case',
  row: { Id: string; Description: string | null; OwnerId: string | null; CreatedDate: string | null },
  record: RecordId,
  org: Org,
  told: { kind: ActivityKind; at: string | null; subject: string | null },
): Activity | null {
  const at = told.at ?? toInstant(row.CreatedDate);
  if (at === null) return null;
  return {
    id: recordId(org.source, object.toLowerCase(), row.Id),
    url: toUrl(org, object, row.Id),
    kind: told.kind,
    at,
    subject: told.subject,
    body: textOf(row.Description),
    ownerId: toOwnerId(org, row.OwnerId),
    record,
  };
}
