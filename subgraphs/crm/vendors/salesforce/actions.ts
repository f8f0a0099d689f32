// What Salesforce is asked to do: tasks and notes here, contacts and leads in contact-actions.ts. Whether something was done already is
// read by queries of the record, which see every write at once; what is archived and not deleted, too.
import { z } from 'zod';
import { markOf, unlessHeld, withMark } from '../../../../platform/actions/once';
import { notThere, ownId } from '../../../../platform/actions/refusal';
import type { ActionCall, Deed } from '../../../../platform/actions/offer';
import type { BatchRead, Identifier } from '../../../../platform/connector';
import { parseRecordId, recordId, type RecordId } from '../../../../platform/record';
import type { CrmActions, CrmRecord } from '../../contract';
import { runQueries, runQuery, type Query, type SalesforceApi } from './api';
import { contactActions } from './contact-actions';
import { idsOf, SALESFORCE_ID, type OwnType } from './ids';
import { Text } from './org';
import { literal } from './soql';
import { createLinkedNote, createRecord, deleteRecord } from './writes';

/** What a task or note may be about, and how a task names it. */
const ABOUT = {
  contact: { object: 'Contact', lookUp: 'WhoId' },
  lead: { object: 'Lead', lookUp: 'WhoId' },
  account: { object: 'Account', lookUp: 'WhatId' },
} as const;

/** Of a title of 255 characters, so many are the note's own. */
const LONGEST_TITLE = 200;

export function salesforceActions(api: SalesforceApi, find: BatchRead<Identifier, readonly CrmRecord[]>): CrmActions {
  const { source } = api;
  return {
    async createTask(input, call) {
      const { type, object, lookUp, id } = aboutOf(source, input.record);
      const owner = input.owner === undefined ? {} : { OwnerId: ownId(source, 'user', input.owner, SALESFORCE_ID) };
      const soql = `SELECT Id,Description FROM Task WHERE ${lookUp} = ${literal(id)} AND IsDeleted = FALSE`;
      const tasks = { soql, row: TaskRow, deleted: true };
      const { about, made } = await hanging(api, { object, id, query: tasks, action: 'createTask' }, call);
      const deedOf = (task: string): Deed => ({ ...undone(source, 'task', task), touched: idsOf(source, type, about) });
      return unlessHeld(call, made === null ? null : deedOf(made), async () => {
        const fields = {
          ...{ [lookUp]: about, Subject: input.title, Description: withMark(input.body, { key: call.key, ref: input.ref }), ...owner },
          // A task of Salesforce's has a day, and no hour.
          ActivityDate: input.due.slice(0, 'YYYY-MM-DD'.length),
        };
        return deedOf(await createRecord(api, 'Task', fields, { action: 'createTask', input }, call));
      });
    },
    async deleteTask(input, call) {
      const id = ownId(source, 'task', input.task, SALESFORCE_ID);
      const soql = `SELECT Id,WhoId,WhatId FROM Task WHERE Id = ${literal(id)} AND IsDeleted = FALSE`;
      const [there] = await runQuery(api, { soql, row: HangingRow, deleted: true }, call);
      const deed: Deed = { record: input.task, undo: null };
      return unlessHeld(call, there === undefined ? deed : null, async () => {
        await deleteRecord(api, { object: 'Task', id }, { action: 'deleteTask', input }, call);
        return { ...deed, touched: there === undefined ? [] : [...idsOfAny(source, there.WhoId), ...idsOfAny(source, there.WhatId)] };
      });
    },
    async createNote(input, call) {
      const { type, object, id } = aboutOf(source, input.record);
      const soql = `SELECT ContentDocumentId,ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = ${literal(id)}`;
      const { about, made } = await hanging(api, { object, id, query: { soql, row: LinkRow }, action: 'createNote' }, call);
      const deedOf = (note: string): Deed => ({ ...undone(source, 'note', note), touched: idsOf(source, type, about) });
      return unlessHeld(call, made === null ? null : deedOf(made), async () => {
        const content = toHtml(withMark(input.text, { key: call.key, ref: input.ref }));
        const note = { title: titleOf(input.text, call.key), content, on: about };
        return deedOf(await createLinkedNote(api, note, { action: 'createNote', input }, call));
      });
    },
    async deleteNote(input, call) {
      const id = ownId(source, 'note', input.note, SALESFORCE_ID);
      const soql = `SELECT Id FROM ContentNote WHERE Id = ${literal(id)}`;
      const [there] = await runQuery(api, { soql, row: z.object({ Id: z.string() }) }, call);
      const deed: Deed = { record: input.note, undo: null };
      return unlessHeld(call, there === undefined ? deed : null, async () => {
        await deleteRecord(api, { object: 'ContentNote', id }, { action: 'deleteNote', input }, call);
        return deed;
      });
    },
    ...contactActions(api, find),
  };
}

/** What hangs on a record, by its id, with the text that may hold a mark. */
interface Hanging {
  id: string;
  text: string | null;
}

const HangingRow = z.object({ Id: z.string(), WhoId: Text, WhatId: Text });
const AboutRow = z.object({ Id: z.string() }).transform(({ Id }): Hanging => ({ id: Id, text: null }));
const TaskRow = z
  .object({ Id: z.string(), Description: Text })
  .transform(({ Id, Description }): Hanging => ({ id: Id, text: Description }));
const LinkRow = z
  .object({ ContentDocumentId: z.string(), ContentDocument: z.object({ Title: Text }).nullable() })
  .transform(({ ContentDocumentId, ContentDocument }): Hanging => ({ id: ContentDocumentId, text: ContentDocument?.Title ?? null }));

interface Asking {
  object: string;
  id: string;
  query: Query<Hanging>;
  action: string;
}

/** The whole id of the record, and of what hangs on it the one with the mark of the key; null = none has it. One request. */
async function hanging(api: SalesforceApi, { object, id, query, action }: Asking, call: ActionCall) {
  const record = { soql: `SELECT Id FROM ${object} WHERE Id = ${literal(id)}`, row: AboutRow };
  const [[about] = [], found = []] = await runQueries(api, [record, query], call);
  if (about === undefined) throw notThere(api.source, action);
  const mark = markOf(call.key);
  return { about: about.id, made: found.find(({ text }) => text?.includes(mark) === true)?.id ?? null };
}

function aboutOf(source: string, record: RecordId) {
  const id = ownId(source, Object.keys(ABOUT), record, SALESFORCE_ID);
  const named = parseRecordId(record)?.type;
  const type: keyof typeof ABOUT = named === 'lead' || named === 'account' ? named : 'contact';
  return { type, id, ...ABOUT[type] };
}

function undone(source: string, kind: 'task' | 'note', id: string): Deed {
  const record = recordId(source, kind, id);
  return { record, undo: { action: kind === 'task' ? 'deleteTask' : 'deleteNote', input: { [kind]: record } } };
}

/** Who or what a task may hang on; of other objects nothing is read here. */
function idsOfAny(source: string, id: string | null): RecordId[] {
  const types: Readonly<Record<string, OwnType>> = { '003': 'contact', '00Q': 'lead', '001': 'account' };
  const type = types[id?.slice(0, 3) ?? ''];
  return id === null || type === undefined ? [] : idsOf(source, type, id);
}

/** The note's first line, and the mark: titles are what a query tells of notes. */
function titleOf(text: string, key: string): string {
  const [line = ''] = text.split('\n');
  return `${line.slice(0, LONGEST_TITLE).trim()} [${markOf(key)}]`;
}

function toHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/\r\n|[\r\n]/g, '<br>');
}
