// What HubSpot is asked to do: tasks and notes here, contacts in contact-actions.ts. Whether something was done already is read by id and
// by association, which see every write at once; HubSpot's search lags.
import { markOf, unlessHeld, withMark } from '../../../../platform/actions/once';
import { notThere, ownId } from '../../../../platform/actions/refusal';
import type { ActionCall, Deed, Perform } from '../../../../platform/actions/offer';
import { parseRecordId, recordId, type RecordId } from '../../../../platform/record';
import type { CrmActions } from '../../contract';
import { associatedObjects } from './associations';
import { contactActions } from './contact-actions';
import { readObjects, type HubspotApi } from './objects';
import type { Account } from './wire';
import { archiveObject, createObject, type Properties } from './writes';

/** What hangs on a person or company, and by which association: .../crm/associations/associations-v4/guide, HubSpot-defined types. */
const TASKS = { type: 'tasks', ours: 'task', text: 'hs_task_body', contact: 204, company: 192, undo: 'deleteTask', by: 'task' };
const NOTES = { type: 'notes', ours: 'note', text: 'hs_note_body', contact: 202, company: 190, undo: 'deleteNote', by: 'note' };
type Kind = typeof TASKS;

export function hubspotActions(api: HubspotApi, account: Account): CrmActions {
  const { source } = api;
  return {
    createTask: (input, call) =>
      add(api, TASKS, input, call, () => ({
        hs_timestamp: input.due,
        hs_task_subject: input.title,
        hs_task_body: withMark(input.body, { key: call.key, ref: input.ref }),
        hs_task_status: 'NOT_STARTED',
        ...(input.owner === undefined ? {} : { hubspot_owner_id: ownId(source, 'owner', input.owner) }),
      })),
    deleteTask: ({ task }, call) => remove(api, TASKS, task, call),
    createNote: (input, call) =>
      add(api, NOTES, input, call, () => ({
        hs_timestamp: new Date().toISOString(),
        hs_note_body: withMark(input.text, { key: call.key, ref: input.ref }),
      })),
    deleteNote: ({ note }, call) => remove(api, NOTES, note, call),
    ...contactActions(api, account),
  };
}

/** One with the mark of the key hangs on the record already, or it is made. */
async function add(
  api: HubspotApi,
  kind: Kind,
  input: { record: RecordId },
  call: ActionCall,
  toProperties: () => Properties,
): ReturnType<Perform<unknown>> {
  const owner = ownId(api.source, ['contact', 'company'], input.record, /^\d+$/);
  const isCompany = parseRecordId(input.record)?.type === 'company';
  const from = isCompany ? 'companies' : 'contacts';
  const properties = toProperties();
  const [there] = await readObjects(api, { type: from, properties: [] }, [owner], call);
  if (there === undefined) throw notThere(api.source, `this ${kind.ours}`);
  const what = { from, associationType: kind.type, objects: { type: kind.type, properties: [kind.text] } } as const;
  const hanging = (await associatedObjects(api, what, [owner], call)).get(owner) ?? [];
  if (hanging instanceof Error) throw hanging;
  const made = hanging.find(({ properties: { [kind.text]: text } }) => text?.includes(markOf(call.key)) === true);
  return unlessHeld(call, made === undefined ? null : deedOf(api, kind, made.id), async () => {
    const associations = [{ to: owner, typeId: isCompany ? kind.company : kind.contact }];
    const asked = { action: kind.ours, input };
    return deedOf(api, kind, await createObject(api, { type: kind.type, properties, associations }, asked, call));
  });
}

async function remove(api: HubspotApi, kind: Kind, record: RecordId, call: ActionCall): ReturnType<Perform<unknown>> {
  const id = ownId(api.source, kind.ours, record, /^\d+$/);
  const [there] = await readObjects(api, { type: kind.type, properties: [] }, [id], call);
  const deed: Deed = { record, undo: null };
  return unlessHeld(call, there === undefined ? deed : null, async () => {
    await archiveObject(api, kind.type, id, call);
    return deed;
  });
}

function deedOf({ source }: HubspotApi, { ours, undo, by }: Kind, id: string): Deed {
  const record = recordId(source, ours, id);
  return { record, undo: { action: undo, input: { [by]: record } } };
}
