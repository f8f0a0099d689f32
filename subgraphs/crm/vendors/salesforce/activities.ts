// Tasks, events and cases of contacts, leads and accounts: three queries in one request, for as many as 50 records. Each record comes
// with its newest ones as lists within it, so that no busy one takes another's place.
import { z } from 'zod';
import { allOf, chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { Activity } from '../../contract';
import { CASE_FIELDS, CaseRow, EVENT_FIELDS, EventRow, TASK_FIELDS, TaskRow, toCase, toEvent, toTask } from './activity-wire';
import { readOn, runQueries, type Query, type SalesforceApi } from './api';
import { ownIds, shortId, type OwnType } from './ids';
import type { Org } from './org';
import { isIn } from './soql';

/** Fifty records with three hundred children each fill some megabytes at worst. */
const RECORDS = 50;
/** Newest tasks, events and cases of each record. */
const MOST = 100;

/** Children within a record: null where there are none; long lists may go on elsewhere. */
function childrenOf<Row>(row: z.ZodType<Row>) {
  return z.object({ done: z.boolean(), nextRecordsUrl: z.string().optional(), records: z.array(row) }).nullish();
}
const ParentRow = z.object({ Id: z.string(), Tasks: childrenOf(TaskRow), Events: childrenOf(EventRow), Cases: childrenOf(CaseRow) });
type ParentRow = z.infer<typeof ParentRow>;

export function activitiesOfRecords(api: SalesforceApi, org: Org): BatchRead<RecordId, readonly Activity[]> {
  return chunked<readonly Activity[]>({
    absent: [],
    keysPerCall: RECORDS,
    async read(recordIds, call) {
      const own = (['contact', 'lead', 'account'] as const).map((type) => ({ type, ids: ownIds(api.source, type, recordIds) }));
      const queries = own.flatMap(({ type, ids }) => parentQuery(type, [...ids.keys()]) ?? []);
      const parents = (await runQueries(api, queries, call)).flat();
      const lists = await allOf(
        parents.map(async (parent) => {
          const asked = own.flatMap(({ ids }) => ids.get(shortId(parent.Id)) ?? []);
          return asked.length === 0 ? [] : activitiesOf(api, org, parent, asked, call);
        }),
      );
      return new Map(lists.flat());
    },
  });
}

function parentQuery(type: OwnType, ids: readonly string[]): Query<ParentRow> | null {
  const where = isIn('Id', ids);
  if (where === null) return null;
  const object = { contact: 'Contact', lead: 'Lead', account: 'Account', user: 'User' }[type];
  const newest = (fields: string, relationship: string) =>
    `(SELECT ${fields} FROM ${relationship} ORDER BY CreatedDate DESC LIMIT ${MOST})`;
  const lists = [newest(TASK_FIELDS, 'Tasks'), newest(EVENT_FIELDS, 'Events'), ...(type === 'lead' ? [] : [newest(CASE_FIELDS, 'Cases')])];
  return { soql: `SELECT Id,${lists.join(',')} FROM ${object} WHERE ${where}`, row: ParentRow };
}

/** Of one record, under each of the ids that it was asked for by. */
async function activitiesOf(
  api: SalesforceApi,
  org: Org,
  { Tasks, Events, Cases }: ParentRow,
  asked: readonly RecordId[],
  call: Call,
): Promise<[RecordId, Activity[]][]> {
  const [tasks, events, cases] = [
    await readOn(api, Tasks ?? undefined, TaskRow, MOST, call),
    await readOn(api, Events ?? undefined, EventRow, MOST, call),
    await readOn(api, Cases ?? undefined, CaseRow, MOST, call),
  ];
  return asked.map((record) => {
    const all = [
      ...tasks.map((row) => toTask(row, record, org)),
      ...events.map((row) => toEvent(row, record, org)),
      ...cases.map((row) => toCase(row, record, org)),
    ].filter((one) => one !== null);
    return [record, newestFirst(all, ({ at }) => at)];
  });
}
